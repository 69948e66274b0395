package io.cancernet.common.security.oidc;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Turns OIDC on when {@code QUARKUS_OIDC_AUTH_SERVER_URL} is set, and leaves it off otherwise: see {@link OpenAddress}. */
public final class OidcSwitch implements ConfigSourceFactory {

    /** Whether tokens are asked for. */
    public static final String ENABLED = "quarkus.oidc.tenant-enabled";

    private static final String ISSUER = "quarkus.oidc.auth-server-url";

    /** Above application.properties, below system properties and the environment. */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue issuer = context.getValue(ISSUER);
        boolean enabled = issuer != null
                && issuer.getValue() != null
                && !issuer.getValue().isBlank();
        return List.of(new PropertiesConfigSource(Map.of(ENABLED, Boolean.toString(enabled)), "oidc-switch", ORDINAL));
    }
}
