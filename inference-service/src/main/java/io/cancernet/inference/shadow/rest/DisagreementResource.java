package io.cancernet.inference.shadow.rest;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.page.Page;
import io.cancernet.common.security.Roles;
import io.cancernet.inference.shadow.ShadowScores;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How shadow models compare with those whose scores count. */
@Path("/api/v1/models/shadow/disagreement")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "models")
@Blocking
@RolesAllowed(Roles.VIEWER)
public class DisagreementResource {

    private final ShadowScores scores;

    public DisagreementResource(ShadowScores scores) {
        this.scores = scores;
    }

    @GET
    @Operation(summary = "How often shadow models call patches other than the models that scored them, the last first")
    public Page<DisagreementView> list(
            @Parameter(description = "NAME/VERSION of a shadow model") @QueryParam("shadow") @Nullable String shadow) {
        return Page.whole(scores.disagreements(shadow == null ? null : version(shadow)).stream()
                .map(DisagreementView::from)
                .toList());
    }

    private static ModelVersion version(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("a model is written NAME/VERSION: '%s'".formatted(text));
        }
        return new ModelVersion(text.substring(0, slash), text.substring(slash + 1));
    }
}
