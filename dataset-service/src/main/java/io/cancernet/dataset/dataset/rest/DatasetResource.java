package io.cancernet.dataset.dataset.rest;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.dataset.DatasetRepository.Freezing;
import io.cancernet.dataset.dataset.Datasets;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Datasets over REST. */
@Path("/api/v1/datasets")
@Blocking
@Tag(name = "datasets", description = "Frozen choices of slides, split by case")
public class DatasetResource {

    private final Datasets datasets;

    DatasetResource(Datasets datasets) {
        this.datasets = datasets;
    }

    @POST
    @Operation(summary = "Freeze a dataset; the same content again returns the version that is there")
    public Response freeze(DatasetRequest request) {
        Freezing freezing = datasets.freeze(request.toDomain());
        return Response.status(freezing.added() ? Status.CREATED : Status.OK)
                .location(URI.create("/api/v1/datasets/" + freezing.dataset().dataset()))
                .entity(DatasetResponse.from(freezing.dataset()))
                .build();
    }

    @GET
    @Operation(summary = "All datasets by name, latest version first")
    public Page<DatasetResponse> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return datasets.list(PageRequest.of(limit, cursor)).map(DatasetResponse::from);
    }

    @GET
    @Path("/{name}/{version}")
    @Operation(summary = "One dataset version")
    public DatasetResponse get(@PathParam("name") String name, @PathParam("version") int version) {
        return DatasetResponse.from(datasets.get(new DatasetVersion(name, version)));
    }
}
