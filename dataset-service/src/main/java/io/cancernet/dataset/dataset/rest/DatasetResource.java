package io.cancernet.dataset.dataset.rest;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.security.Roles;
import io.cancernet.dataset.dataset.DatasetFilter;
import io.cancernet.dataset.dataset.Datasets;
import io.cancernet.dataset.dataset.ManifestImports;
import io.cancernet.dataset.split.SplitStrategy;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Datasets over REST. */
@Path("/api/v1/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "datasets", description = "Frozen choices of slides with their split")
@RolesAllowed(Roles.VIEWER)
public class DatasetResource {

    private final Datasets datasets;
    private final ManifestImports imports;

    DatasetResource(Datasets datasets, ManifestImports imports) {
        this.datasets = datasets;
        this.imports = imports;
    }

    @POST
    @RolesAllowed(Roles.TRAINER)
    @Operation(
            summary = "Freeze a dataset; the same content again returns the version that is there",
            description = "Answers the dataset, or with strategy k-fold a list of one a fold. 201 when any was added.")
    public Response freeze(DatasetRequest request) {
        return FreezeResponse.of(datasets.freeze(request.toDomain()));
    }

    @POST
    @RolesAllowed(Roles.TRAINER)
    @Path("/import")
    @Consumes({"application/gzip", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Freeze a dataset as the manifest in the body says",
            description = "Gzipped JSON lines as they are exported; each must name a stored patch. 200 when this very"
                    + " dataset was there already.")
    public Response importManifest(
            @QueryParam("name") @DefaultValue("") String name,
            @QueryParam("allowLeaky") @DefaultValue("false") boolean allowLeaky,
            InputStream manifest) {
        return FreezeResponse.of(List.of(imports.freeze(name, allowLeaky, manifest)));
    }

    @GET
    @Operation(summary = "All datasets by name, latest version first, or those of a name, strategy or leakiness")
    public Page<DatasetResponse> list(
            @QueryParam("name") @Nullable String name,
            @QueryParam("strategy") Optional<String> strategy,
            @QueryParam("leaky") @Nullable Boolean leaky,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        DatasetFilter filter =
                new DatasetFilter(name, strategy.map(SplitStrategy::of).orElse(null), leaky);
        return datasets.list(filter, PageRequest.of(limit, cursor)).map(DatasetResponse::from);
    }

    @GET
    @Path("/{name}/{version}")
    @Operation(summary = "One dataset version")
    public DatasetResponse get(@PathParam("name") String name, @PathParam("version") int version) {
        return DatasetResponse.from(datasets.get(new DatasetVersion(name, version)));
    }
}
