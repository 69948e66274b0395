package io.cancernet.inference.result.rest;

import io.cancernet.common.id.SlideId;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.security.Roles;
import io.cancernet.inference.result.Results;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The results of slides. Research use only, not a diagnosis. */
@Path("/api/v1/slides")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "results", description = "What scoring came to: research use only")
@RolesAllowed(Roles.VIEWER)
class SlideResultResource {

    private final Results results;

    SlideResultResource(Results results) {
        this.results = results;
    }

    @GET
    @Path("/{id}/results")
    @Operation(summary = "The scoring requests of a slide with their results, the newest first, and what it waits for")
    @APIResponse(responseCode = "200", description = "a page of requests")
    @APIResponse(responseCode = "404", description = "the slide was not announced")
    public SlideResultsView list(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return SlideResultsView.from(results.ofSlide(new SlideId(id), PageRequest.of(limit, cursor)));
    }
}
