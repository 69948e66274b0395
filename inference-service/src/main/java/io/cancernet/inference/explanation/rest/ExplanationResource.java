package io.cancernet.inference.explanation.rest;

import io.cancernet.common.audit.ChangesNothing;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.security.Roles;
import io.cancernet.inference.explanation.ExplainImages;
import io.cancernet.inference.predict.InteractiveModels;
import io.cancernet.inference.predict.RequestBodies;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows which parts of a patch its score comes from. Research use only, not a diagnosis. */
@Path("/api/v1/explain")
@Tag(name = "explanations", description = "Where in a patch its score comes from")
@APIResponse(responseCode = "200", description = ExplanationAnswer.DESCRIPTION)
@APIResponse(responseCode = "400", description = "window and stride do not fit the model's input")
@APIResponse(responseCode = "422", description = "the image cannot be decoded")
@APIResponse(responseCode = "503", description = "overloaded, or no model is live: Retry-After says when to ask again")
@ChangesNothing
@RolesAllowed(Roles.VIEWER)
class ExplanationResource {

    private final ExplainImages images;
    private final RequestBodies bodies;

    ExplanationResource(ExplainImages images, RequestBodies bodies) {
        this.images = images;
        this.bodies = bodies;
    }

    @POST
    @Consumes({ExplanationAnswer.PNG, "image/jpeg", MediaType.APPLICATION_OCTET_STREAM})
    @Produces(ExplanationAnswer.PNG)
    @Operation(
            summary = "Explains the score of an image, which is the body, by covering one part of it after the other",
            description =
                    ExplanationAnswer.PARAMETERS + " `model` and `version` together name another than the live model.")
    public Response explain(
            @QueryParam("model") @Nullable String name,
            @QueryParam("version") @Nullable String version,
            @QueryParam("window") @Nullable Integer window,
            @QueryParam("stride") @Nullable Integer stride,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
            InputStream body)
            throws IOException {
        ModelVersion model = InteractiveModels.asked(name, version);
        try (RequestBodies.Body read = bodies.read(body, length == null ? -1 : length)) {
            return ExplanationAnswer.of(images.explain(model, read.bytes(), window, stride));
        }
    }
}
