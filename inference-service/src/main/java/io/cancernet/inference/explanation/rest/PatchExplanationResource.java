package io.cancernet.inference.explanation.rest;

import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.security.Roles;
import io.cancernet.inference.explanation.ExplainRequested;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows which parts of a request's patch its score comes from. Research use only, not a diagnosis. */
@Path("/api/v1/scoring-requests")
@Tag(name = "explanations")
@RolesAllowed(Roles.VIEWER)
class PatchExplanationResource {

    private final ExplainRequested requested;

    PatchExplanationResource(ExplainRequested requested) {
        this.requested = requested;
    }

    @GET
    @Path("/{id}/patches/{patchId}/explanation")
    @Produces(ExplanationAnswer.PNG)
    @Operation(
            summary = "Explains the score of a request's patch by the model that scored it",
            description = ExplanationAnswer.PARAMETERS)
    @APIResponse(responseCode = "200", description = ExplanationAnswer.DESCRIPTION)
    @APIResponse(responseCode = "400", description = "window and stride do not fit the model's input")
    @APIResponse(responseCode = "404", description = "there is no such request or patch")
    @APIResponse(responseCode = "503", description = "overloaded: Retry-After says when to ask again")
    public Response explain(
            @PathParam("id") String id,
            @PathParam("patchId") String patch,
            @QueryParam("window") @Nullable Integer window,
            @QueryParam("stride") @Nullable Integer stride) {
        return ExplanationAnswer.of(requested.explain(new RequestId(id), new PatchId(patch), window, stride));
    }
}
