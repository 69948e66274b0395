package io.cancernet.inference.security;

import io.cancernet.common.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Fails in ways that nobody foresaw. */
@Path("/broken")
@RolesAllowed(Roles.VIEWER)
public class BrokenResource {

    static final String SECRET = "jdbc:postgresql://inside/with-a-password";

    @GET
    @Path("/{how}")
    @Operation(hidden = true)
    public String fail(@PathParam("how") String how) throws Exception {
        switch (how) {
            case "error" -> throw new StackOverflowError(SECRET);
            case "checked" -> throw new Exception(SECRET);
            default -> throw new IllegalStateException(SECRET);
        }
    }
}
