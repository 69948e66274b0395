package io.cancernet.training.identity.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who asks, and what they may do. */
public record IdentityView(
        String name,

        @Schema(description = "of viewer, operator, trainer and approver")
        List<String> roles,

        @Schema(description = "false where the system runs without a login, for one machine alone")
        boolean authenticated) {

    public IdentityView {
        roles = List.copyOf(roles);
    }
}
