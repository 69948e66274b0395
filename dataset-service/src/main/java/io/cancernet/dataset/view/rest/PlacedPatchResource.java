package io.cancernet.dataset.view.rest;

import io.cancernet.common.id.SlideId;
import io.cancernet.common.page.ColumnsRequest;
import io.cancernet.common.security.Roles;
import io.cancernet.dataset.view.PatchColumns;
import io.cancernet.dataset.view.PlacedPatches;
import io.cancernet.dataset.view.Views;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The places of patches on a slide's pictures over REST. */
@Path("/api/v1/slides")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed(Roles.VIEWER)
@Tag(name = "viewer")
public class PlacedPatchResource {

    private static final String DESCRIPTION =
            "By column, 20,000 at once unless limit (1 to 50,000) says otherwise. left, top, width and height are pixels of"
                    + " the picture's highest level; x and y are those of the patch's own list and of its scores.";

    private final Views views;
    private final PlacedPatches patches;

    PlacedPatchResource(Views views, PlacedPatches patches) {
        this.views = views;
        this.patches = patches;
    }

    @GET
    @Path("/{slideId}/image/patches")
    @Operation(
            summary = "Where the latest extraction's patches lie on the best picture there is",
            description = DESCRIPTION)
    public PatchColumns onImage(
            @PathParam("slideId") String slideId,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return patches.columns(views.image(new SlideId(slideId)), ColumnsRequest.of(limit, cursor));
    }

    @GET
    @Path("/{slideId}/mosaic/patches")
    @Operation(summary = "Where the latest extraction's patches lie on their mosaic", description = DESCRIPTION)
    public PatchColumns onMosaic(
            @PathParam("slideId") String slideId,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return patches.columns(views.mosaic(new SlideId(slideId)), ColumnsRequest.of(limit, cursor));
    }
}
