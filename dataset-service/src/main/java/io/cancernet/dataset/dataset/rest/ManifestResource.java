package io.cancernet.dataset.dataset.rest;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.security.Roles;
import io.cancernet.dataset.dataset.Datasets;
import io.cancernet.dataset.dataset.FrozenDataset;
import io.cancernet.dataset.dataset.Manifests;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Manifests over REST. */
@Path("/api/v1/datasets/{name}/{version}/manifest")
@Blocking
@Tag(name = "datasets")
@RolesAllowed(Roles.VIEWER)
public class ManifestResource {

    private static final String GZIP = "application/gzip";

    private final Datasets datasets;
    private final Manifests manifests;

    ManifestResource(Datasets datasets, Manifests manifests) {
        this.datasets = datasets;
        this.manifests = manifests;
    }

    @GET
    @Produces(GZIP)
    @Operation(
            summary = "The manifest: gzipped JSON, one line a patch",
            description = "The ETag is the sha256 that the dataset states.")
    public Response get(@PathParam("name") String name, @PathParam("version") int version, @Context Request request) {
        FrozenDataset dataset = datasets.get(new DatasetVersion(name, version));
        EntityTag tag = new EntityTag(dataset.manifest().sha256().value());
        return Optional.ofNullable(request.evaluatePreconditions(tag))
                .orElseGet(() -> Response.ok(manifests.open(dataset)))
                .tag(tag)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s-%d.manifest.jsonl.gz\"".formatted(name, version))
                .build();
    }
}
