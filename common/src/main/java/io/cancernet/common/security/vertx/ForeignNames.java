package io.cancernet.common.security.vertx;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.security.LoopbackNames;
import io.cancernet.common.security.oidc.OidcSwitch;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Answers to {@link LoopbackNames} alone while nobody is asked who they are. */
@ApplicationScoped
class ForeignNames {

    private static final int PRIORITY = ResponseHeaders.PRIORITY - 5;

    private final boolean login;

    ForeignNames(@ConfigProperty(name = OidcSwitch.ENABLED) boolean login) {
        this.login = login;
    }

    void register(@Observes Filters filters) {
        if (!login) {
            filters.register(ForeignNames::check, PRIORITY);
        }
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<String> refusal = LoopbackNames.refusal(host(request), request.getHeader("Origin"));
        if (refusal.isPresent()) {
            Refusals.refuse(context.response(), ErrorCode.MISDIRECTED, refusal.get());
        } else {
            context.next();
        }
    }

    /** The header itself: what forwarding headers say counts for nothing here. */
    private static @Nullable String host(HttpServerRequest request) {
        String header = request.getHeader("Host");
        HostAndPort authority = request.authority();
        return header != null || authority == null ? header : authority.toString();
    }
}
