package io.cancernet.common.security.oidc;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start a service that others can reach and that asks nobody who they are. */
@ApplicationScoped
class OpenAddress {

    private final String service;
    private final String host;
    private final boolean enabled;

    OpenAddress(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = OidcSwitch.ENABLED) boolean enabled) {
        this.service = service;
        this.host = host;
        this.enabled = enabled;
    }

    /** Runs before anything else of the service, and before its port is opened. */
    void onStart(@Observes @Priority(0) StartupEvent event) {
        check();
    }

    void check() {
        if (!enabled && !isLoopback(host)) {
            throw new ConfigurationException(
                    ("%s does not start: on %s others can reach it, and it would ask nobody who they are. Set "
                                    + "QUARKUS_OIDC_AUTH_SERVER_URL and QUARKUS_OIDC_CREDENTIALS_SECRET to those of your "
                                    + "OpenID Connect provider (see SECURITY.md), or QUARKUS_HTTP_HOST=127.0.0.1 to serve "
                                    + "this machine alone.")
                            .formatted(service, host));
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
