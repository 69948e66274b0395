package io.cancernet.common.testing;

import io.cancernet.embedded.SharedStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Points a service under test to the real Kafka, Postgres and object store of this test JVM. */
public class EmbeddedStackResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return SharedStack.configuration();
    }

    @Override
    public void stop() {
        // The stack serves every test of this JVM and ends with it.
    }
}
