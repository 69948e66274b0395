package io.cancernet.common.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.json.JsonRefusal;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure of a REST call into a problem answer. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int UNAVAILABLE = 503;
    private static final int OUTAGE_RETRY_SECONDS = 5;
    private static final int OVERLOAD_RETRY_SECONDS = 1;

    @ServerExceptionMapper
    public Response refused(DomainException e) {
        Response answer = answer(Problem.of(e.code(), String.valueOf(e.getMessage())));
        return e.code().status() == UNAVAILABLE ? retryable(answer, OVERLOAD_RETRY_SECONDS) : answer;
    }

    /** The body is no JSON, or holds a value that its type refuses. */
    @ServerExceptionMapper
    public Response malformed(JsonProcessingException e) {
        return answer(Problem.of(ErrorCode.INVALID_REQUEST, JsonRefusal.of(e, "the body")));
    }

    /** The body is not of the documented form. Named apart, since Quarkus answers these itself, without a problem. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException e) {
        return malformed(e);
    }

    /** What the REST layer itself refuses, such as an unknown path, or a body that it could not read. */
    @ServerExceptionMapper
    public Response refusedByRest(WebApplicationException e) {
        if (e.getCause() instanceof DomainException refusal) {
            return refused(refusal);
        }
        if (e.getCause() instanceof NumberFormatException malformed) {
            // Its message is Java's: For input string: "abc".
            String number = String.valueOf(malformed.getMessage()).replaceFirst("^For input string: ", "");
            return answer(Problem.of(
                    ErrorCode.INVALID_REQUEST, "a number in the address is malformed or too large: " + number));
        }
        if (e.getCause() instanceof JsonProcessingException malformed) {
            return malformed(malformed);
        }
        Response.StatusType status = e.getResponse().getStatusInfo();
        Problem problem = new Problem(
                "about:blank",
                status.getReasonPhrase(),
                status.getStatusCode(),
                String.valueOf(e.getMessage()),
                "http-" + status.getStatusCode());
        return Response.fromResponse(e.getResponse())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    @ServerExceptionMapper
    public Response invalid(IllegalArgumentException e) {
        return answer(Problem.of(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage())));
    }

    /** Quarkus would answer and log nothing. */
    @ServerExceptionMapper
    public Response failed(IOException e) {
        Optional<Problem> parts = RefusedParts.in(e);
        return parts.isPresent() ? answer(parts.get()) : failed(new UncheckedIOException(e));
    }

    @ServerExceptionMapper
    public Response failed(RuntimeException e) {
        if (Outage.isOutage(e)) {
            LOG.warnf("a store is away: %s", e.getMessage());
            Problem problem = new Problem(
                    "urn:cancernet:error:unavailable",
                    "unavailable",
                    UNAVAILABLE,
                    "A store or broker behind this service is away for now; try again.",
                    "unavailable");
            return retryable(answer(problem), OUTAGE_RETRY_SECONDS);
        }
        Optional<String> refused = RefusedValue.in(e);
        if (refused.isPresent()) {
            return answer(Problem.of(ErrorCode.INVALID_REQUEST, refused.get()));
        }
        Optional<Problem> parts = RefusedParts.in(e);
        if (parts.isPresent()) {
            return answer(parts.get());
        }
        return unforeseen(e);
    }

    /** What is left: its words are for the log alone, since they may tell of the inside. */
    @ServerExceptionMapper
    public Response unforeseen(Throwable e) {
        LOG.error("a request failed unexpectedly", e);
        return answer(Problem.of(ErrorCode.INTERNAL_ERROR, "Something failed inside the service; its log says what."));
    }

    private static Response retryable(Response answer, int afterSeconds) {
        return Response.fromResponse(answer)
                .header(HttpHeaders.RETRY_AFTER, afterSeconds)
                .build();
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
