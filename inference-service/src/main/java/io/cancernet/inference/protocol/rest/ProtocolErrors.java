package io.cancernet.inference.protocol.rest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.Outage;
import io.cancernet.common.rest.RefusedValue;
import io.cancernet.common.security.rest.SecurityProblems;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Failures as the protocol tells them: a status, and {@code {"error": ...}}. */
final class ProtocolErrors {

    private static final Logger LOG = Logger.getLogger(ProtocolErrors.class);
    private static final int OUTAGE_RETRY_SECONDS = 5;
    private static final int OVERLOAD_RETRY_SECONDS = 1;

    private ProtocolErrors() {}

    /** The body of an error. */
    record ProtocolError(String error) {}

    static Response answer(RuntimeException e) {
        if (e instanceof DomainException refusal) {
            return answer(refusal.code().status(), refusal.getMessage(), OVERLOAD_RETRY_SECONDS);
        }
        if (e instanceof SecurityException refusal) {
            // It comes from before the protocol, and looks as everywhere.
            return SecurityProblems.of(refusal);
        }
        if (e instanceof IllegalArgumentException) {
            return answer(Status.BAD_REQUEST.getStatusCode(), e.getMessage(), 0);
        }
        if (e instanceof WebApplicationException web) {
            return answer(web.getResponse().getStatus(), e.getMessage(), 0);
        }
        if (Outage.isOutage(e)) {
            LOG.warnf("an inference request met an outage: %s", e.getMessage());
            return answer(Status.SERVICE_UNAVAILABLE.getStatusCode(), Outage.reason(e), OUTAGE_RETRY_SECONDS);
        }
        Optional<String> refused = RefusedValue.in(e);
        if (refused.isPresent()) {
            return answer(Status.BAD_REQUEST.getStatusCode(), refused.get(), 0);
        }
        LOG.error("an inference request failed unexpectedly", e);
        return answer(
                Status.INTERNAL_SERVER_ERROR.getStatusCode(),
                "something failed inside the service; its log says what",
                0);
    }

    private static Response answer(int status, @Nullable String message, int retrySeconds) {
        Response.ResponseBuilder answer = Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(new ProtocolError(String.valueOf(message)));
        return (status == Status.SERVICE_UNAVAILABLE.getStatusCode()
                        ? answer.header(HttpHeaders.RETRY_AFTER, retrySeconds)
                        : answer)
                .build();
    }
}
