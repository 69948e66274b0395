package io.cancernet.common.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service under test with OIDC on, at a {@link TestIssuer} of its own. */
public class TestIssuerResource implements QuarkusTestResourceLifecycleManager {

    private @Nullable TestIssuer issuer;

    @Override
    public Map<String, String> start() {
        TestIssuer started = new TestIssuer();
        issuer = started;
        return Map.of(
                "quarkus.oidc.auth-server-url", started.url(), "quarkus.oidc.credentials.secret", TestIssuer.SECRET);
    }

    @Override
    public void stop() {
        if (issuer != null) {
            issuer.close();
        }
    }
}
