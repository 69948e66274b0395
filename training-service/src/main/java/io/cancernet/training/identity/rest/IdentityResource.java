package io.cancernet.training.identity.rest;

import io.cancernet.common.security.Caller;
import io.cancernet.common.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who asks, for the console to show what they may do. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "identity", description = "Who asks, and what they may do")
@Blocking
public class IdentityResource {

    private final Caller caller;

    public IdentityResource(Caller caller) {
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Show whose token or session this is, and its roles in all services")
    public IdentityView me() {
        return new IdentityView(caller.name(), caller.roles(), caller.isAuthenticated());
    }
}
