package io.cancernet.common.security.vertx;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** Headers that tell browsers what a page may do. A resource that sets one of them itself knows better. */
@ApplicationScoped
class ResponseHeaders {

    /** Ahead of everything, so that refusals have them as well. */
    static final int PRIORITY = 500;

    private static final String POLICY = "Content-Security-Policy";

    /** Pages of the console: their scripts and styles are files of their own. */
    private static final String PAGES =
            "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; object-src 'none';"
                    + " form-action 'self'";

    /** Reports and plots that are one file, styles and pictures included. They run nothing, and are nobody's page. */
    private static final String DOCUMENTS =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private static final String TRANSPORT = "Strict-Transport-Security";
    private static final String YEAR = "max-age=31536000; includeSubDomains";

    void register(@Observes Filters filters) {
        filters.register(this::add, PRIORITY);
    }

    private void add(RoutingContext context) {
        context.addHeadersEndHandler(ended -> {
            MultiMap headers = context.response().headers();
            ALWAYS.forEach((name, value) -> addAbsent(headers, name, value));
            addAbsent(headers, POLICY, isDocument(context, headers) ? DOCUMENTS : PAGES);
            // Behind a proxy that ends TLS, the scheme is the one that it forwards.
            if ("https".equals(context.request().scheme())) {
                addAbsent(headers, TRANSPORT, YEAR);
            }
        });
        context.next();
    }

    private static boolean isDocument(RoutingContext context, MultiMap headers) {
        String type = headers.contains("Content-Type") ? headers.get("Content-Type") : "";
        return context.normalizedPath().startsWith("/api/")
                && (type.startsWith("text/html") || type.startsWith("image/svg"));
    }

    private static void addAbsent(MultiMap headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
