package io.cancernet.common.security.vertx;

import io.cancernet.common.error.ErrorCode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Refuses changes that a page of another site asks for with the browser of somebody who is logged in, or who runs the
 * system on this machine without a login. Browsers say by {@code Sec-Fetch-Site} where a request comes from.
 */
@ApplicationScoped
class CrossSiteRequests {

    private static final int PRIORITY = ResponseHeaders.PRIORITY - 20;
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OTHERS = Set.of("cross-site", "same-site");

    void register(@Observes Filters filters) {
        filters.register(CrossSiteRequests::check, PRIORITY);
    }

    private static void check(RoutingContext context) {
        String from = context.request().getHeader("Sec-Fetch-Site");
        if (from != null
                && OTHERS.contains(from)
                && !READING.contains(context.request().method())) {
            Refusals.refuse(context.response(), ErrorCode.FORBIDDEN, "a page of another site may change nothing here");
        } else {
            context.next();
        }
    }
}
