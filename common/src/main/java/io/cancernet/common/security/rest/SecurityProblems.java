package io.cancernet.common.security.rest;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.rest.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns a missing token or role into a problem answer that says which is missing. */
public class SecurityProblems {

    private static final Logger LOG = Logger.getLogger(SecurityProblems.class);
    private static final String FORBIDDEN = "your roles do not allow this";

    @ServerExceptionMapper
    public Response unknown(UnauthorizedException e) {
        return of(e);
    }

    @ServerExceptionMapper
    public Response refused(AuthenticationFailedException e) {
        return of(e);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e, ResourceInfo resource) {
        String detail = roles(resource)
                .map(roles -> "this needs the role %s, which your token does not have".formatted(roles))
                .orElse(FORBIDDEN);
        return answer(Problem.of(ErrorCode.FORBIDDEN, detail)).build();
    }

    /** The answer to a request that lacks something, for resources that answer their own failures otherwise. */
    public static Response of(SecurityException e) {
        if (e instanceof ForbiddenException) {
            return answer(Problem.of(ErrorCode.FORBIDDEN, FORBIDDEN)).build();
        }
        if (e instanceof AuthenticationFailedException) {
            // Why is not told to whom it may not belong.
            LOG.debug("a token was refused", e);
            return unauthenticated("the token is not valid, or no longer: log in again, or get a new token");
        }
        return unauthenticated("this needs a login, or a header 'Authorization: Bearer' with a token");
    }

    private static Response unauthenticated(String detail) {
        return answer(Problem.of(ErrorCode.UNAUTHENTICATED, detail))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static Optional<String> roles(ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        if (method == null) {
            return Optional.empty();
        }
        RolesAllowed allowed = method.getAnnotation(RolesAllowed.class);
        if (allowed == null) {
            allowed = method.getDeclaringClass().getAnnotation(RolesAllowed.class);
        }
        return Optional.ofNullable(allowed).map(each -> String.join(" or ", each.value()));
    }

    private static Response.ResponseBuilder answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
