package io.cancernet.dataset.view.rest;

import io.cancernet.common.id.SlideId;
import io.cancernet.common.security.Roles;
import io.cancernet.dataset.view.TileAddress;
import io.cancernet.dataset.view.TileFormat;
import io.cancernet.dataset.view.ViewConfig;
import io.cancernet.dataset.view.ViewedSlide;
import io.cancernet.dataset.view.Views;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Slides for zooming viewers over REST, in the Deep Zoom format. */
@Path("/api/v1/slides")
@Blocking
@Tag(name = "viewer", description = "Slides for a zooming viewer")
@RolesAllowed(Roles.VIEWER)
public class ViewResource {

    private final Views views;
    private final String cacheControl;

    ViewResource(Views views, ViewConfig config) {
        this.views = views;
        // A shared cache must not keep what may have to be erased.
        cacheControl = "private, max-age=" + config.tileMaxAge().toSeconds();
    }

    @GET
    @Path("/{slideId}/image")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Size and kind of the best picture there is: the original, or else the mosaic")
    public ViewResponse image(@PathParam("slideId") String slideId) {
        return describe(views.image(new SlideId(slideId)), "image");
    }

    @GET
    @Path("/{slideId}/image.dzi")
    @Produces(MediaType.APPLICATION_XML)
    @Operation(summary = "Deep Zoom descriptor of the best picture there is")
    public String imageDescriptor(@PathParam("slideId") String slideId) {
        return DeepZoomDescriptor.of(
                views.describe(views.image(new SlideId(slideId))).pyramid());
    }

    @GET
    @Path("/{slideId}/image_files/{level}/{place}.{ending}")
    @Operation(summary = "A tile of the best picture there is, as jpg or png")
    public Response imageTile(
            @PathParam("slideId") String slideId,
            @PathParam("level") String level,
            @PathParam("place") String place,
            @PathParam("ending") String ending,
            @Context Request request) {
        TileAddress tile = TileAddress.parse(level, place);
        TileFormat format = TileFormat.ofEnding(ending);
        return tile(views.image(new SlideId(slideId)), tile, format, request);
    }

    @GET
    @Path("/{slideId}/mosaic")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Size of the mosaic of the slide's patches")
    public ViewResponse mosaic(@PathParam("slideId") String slideId) {
        return describe(views.mosaic(new SlideId(slideId)), "mosaic");
    }

    @GET
    @Path("/{slideId}/mosaic.dzi")
    @Produces(MediaType.APPLICATION_XML)
    @Operation(summary = "Deep Zoom descriptor of the mosaic")
    public String mosaicDescriptor(@PathParam("slideId") String slideId) {
        return DeepZoomDescriptor.of(
                views.describe(views.mosaic(new SlideId(slideId))).pyramid());
    }

    @GET
    @Path("/{slideId}/mosaic_files/{level}/{place}.{ending}")
    @Operation(summary = "A tile of the mosaic, as jpg or png")
    public Response mosaicTile(
            @PathParam("slideId") String slideId,
            @PathParam("level") String level,
            @PathParam("place") String place,
            @PathParam("ending") String ending,
            @Context Request request) {
        TileAddress tile = TileAddress.parse(level, place);
        TileFormat format = TileFormat.ofEnding(ending);
        return tile(views.mosaic(new SlideId(slideId)), tile, format, request);
    }

    private ViewResponse describe(ViewedSlide viewed, String name) {
        return ViewResponse.from(
                views.describe(viewed),
                "/api/v1/slides/%s/%s.dzi".formatted(viewed.slide().slideId(), name));
    }

    private Response tile(ViewedSlide viewed, TileAddress tile, TileFormat format, Request request) {
        EntityTag tag = new EntityTag(viewed.tag(tile, format));
        return Optional.ofNullable(request.evaluatePreconditions(tag))
                .orElseGet(() -> Response.ok(views.tile(viewed, tile, format), format.mediaType()))
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, cacheControl)
                .build();
    }
}
