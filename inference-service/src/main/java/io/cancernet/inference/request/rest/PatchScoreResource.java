package io.cancernet.inference.request.rest;

import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.page.ColumnsRequest;
import io.cancernet.common.security.Roles;
import io.cancernet.inference.request.RequestScoring;
import io.cancernet.inference.request.RequestedScore;
import io.cancernet.inference.request.ScoreColumns;
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

/** What became of a request's patches, for viewers. Research use only, not a diagnosis. */
@Path("/api/v1/scoring-requests/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "scoring requests")
class PatchScoreResource {

    private final RequestScoring requests;

    PatchScoreResource(RequestScoring requests) {
        this.requests = requests;
    }

    @GET
    @Path("/scores/columns")
    @Operation(
            summary = "What became of the patches of a request so far, by patch id, as columns of numbers",
            description = "For a map of many patches: 20,000 at once unless limit (1 to 50,000) says otherwise.")
    @APIResponse(responseCode = "200", description = "columns of equal length")
    @APIResponse(responseCode = "404", description = "there is no such request")
    public ScoreColumns columns(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return requests.scoreColumns(new RequestId(id), ColumnsRequest.of(limit, cursor));
    }

    @GET
    @Path("/patches/{patchId}")
    @Operation(summary = "What became of a patch of a request: its score, or why it has none")
    @APIResponse(responseCode = "200", description = "its score, or its error")
    @APIResponse(responseCode = "404", description = "no such request, or nothing was heard of the patch yet")
    public RequestedScore patch(@PathParam("id") String id, @PathParam("patchId") String patch) {
        return requests.score(new RequestId(id), new PatchId(patch));
    }
}
