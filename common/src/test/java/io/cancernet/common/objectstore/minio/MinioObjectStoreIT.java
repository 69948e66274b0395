package io.cancernet.common.objectstore.minio;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.Outage;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.objectstore.ObjectStoreContract;
import io.cancernet.embedded.SharedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MinioObjectStoreIT extends ObjectStoreContract {

    private static final Map<String, String> STACK = SharedStack.configuration();

    private final ObjectStore store = new MinioObjectStore(
            new Config(value("endpoint"), value("access-key"), value("secret-key"), Duration.ofSeconds(10)));

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void storeThatIsAway_isAnOutage() {
        ObjectStore away = new MinioObjectStore(
                new Config("http://127.0.0.1:1", value("access-key"), value("secret-key"), Duration.ofSeconds(2)));

        assertThatThrownBy(() -> away.get("a")).isInstanceOf(Outage.class).hasMessageContaining("did not answer");
    }

    @Test
    void wrongCredentials_areNamed() {
        ObjectStore refused =
                new MinioObjectStore(new Config(value("endpoint"), "nobody", "wrong-secret", Duration.ofSeconds(10)));

        assertThatThrownBy(() -> refused.put("a", new byte[1], "text/plain"))
                .isInstanceOf(Outage.class)
                .hasMessageContaining("credentials");
    }

    private static String value(String name) {
        return Objects.requireNonNull(STACK.get("cancernet.object-store." + name), name);
    }

    private record Config(String endpoint, String accessKey, String secretKey, Duration timeout)
            implements ObjectStoreConfig {

        @Override
        public String bucket() {
            return "contract-tests";
        }

        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public Optional<Path> caCertificates() {
            return Optional.empty();
        }
    }
}
