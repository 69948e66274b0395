package io.cancernet.dataset.wholeslide.rest;

import io.cancernet.common.security.Roles;
import io.cancernet.dataset.wholeslide.SlideFormats;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Readable slide formats over REST. */
@Path("/api/v1/slides/formats")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "slides", description = "What was ingested")
@RolesAllowed(Roles.VIEWER)
public class SlideFormatResource {

    private final SlideFormats formats;

    SlideFormatResource(SlideFormats formats) {
        this.formats = formats;
    }

    @GET
    @Operation(summary = "The whole-slide formats that this installation can read")
    public List<SlideFormatResponse> list() {
        return formats.formats().stream().map(SlideFormatResponse::from).toList();
    }
}
