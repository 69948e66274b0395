package io.cancernet.dataset.sheet.rest;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.patch.Split;
import io.cancernet.common.security.Roles;
import io.cancernet.dataset.dataset.Datasets;
import io.cancernet.dataset.dataset.FrozenDataset;
import io.cancernet.dataset.sheet.ContactSheets;
import io.cancernet.dataset.sheet.SheetRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Contact sheets over REST. */
@Path("/api/v1/datasets/{name}/{version}/contact-sheet")
@Blocking
@Tag(name = "datasets")
@RolesAllowed(Roles.VIEWER)
public class ContactSheetResource {

    /** Changes with the look of the sheet, so that caches ask again. */
    private static final String LOOK = "1";

    private static final String CACHE = "private, max-age=3600";

    private final Datasets datasets;
    private final ContactSheets sheets;

    ContactSheetResource(Datasets datasets, ContactSheets sheets) {
        this.datasets = datasets;
        this.sheets = sheets;
    }

    @GET
    @Produces("image/png")
    @Operation(
            summary = "Sample patches of each class as one picture",
            description = "The same seed draws the same patches. A leaky dataset's sheet says so.")
    public Response get(
            @PathParam("name") String name,
            @PathParam("version") int version,
            @QueryParam("split") @DefaultValue("train") String split,
            @QueryParam("perClass") @DefaultValue("24") int perClass,
            @QueryParam("seed") @DefaultValue("42") long seed,
            @Context Request request) {
        FrozenDataset dataset = datasets.get(new DatasetVersion(name, version));
        SheetRequest wanted = new SheetRequest(split(split), perClass, seed);
        EntityTag tag = new EntityTag(Hashes.identity(
                LOOK, dataset.manifest().sha256().value(), dataset.dataset().toString(), wanted.toString()));
        return Optional.ofNullable(request.evaluatePreconditions(tag))
                .orElseGet(() -> Response.ok(sheets.png(dataset, wanted)))
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, CACHE)
                .build();
    }

    private static Split split(String slug) {
        return Arrays.stream(Split.values())
                .filter(split -> split.slug().equals(slug))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("split is train, validation or test: '%s'".formatted(slug)));
    }
}
