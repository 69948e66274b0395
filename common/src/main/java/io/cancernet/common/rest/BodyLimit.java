package io.cancernet.common.rest;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.json.Json;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a body larger than {@code quarkus.http.limits.max-body-size}, where its sender tells its length:
 * Quarkus refuses it without a word.
 */
@ApplicationScoped
public class BodyLimit {

    /** Ahead of Quarkus' own check. */
    private static final int PRIORITY = 100;

    private final long largest;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> largest) {
        this.largest = largest.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext call) {
        if (length(call.request().getHeader(HttpHeaders.CONTENT_LENGTH)) <= largest) {
            call.next();
            return;
        }
        Problem problem = Problem.of(
                ErrorCode.REQUEST_TOO_LARGE,
                "a request has at most %d bytes here: send less at once".formatted(largest));
        call.response()
                // What the sender still sends is not read.
                .endHandler(ended -> call.request().connection().close())
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(Buffer.buffer(Json.write(problem)));
    }

    /** A length that is none is left to the HTTP server. */
    private static long length(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
