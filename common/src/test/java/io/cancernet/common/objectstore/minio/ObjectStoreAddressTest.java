package io.cancernet.common.objectstore.minio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectStoreAddressTest {

    @Test
    void environment_isReadAsServicesDo() {
        assertThat(ObjectStoreAddress.of(Map.of(
                        "CANCERNET_OBJECT_STORE_ENDPOINT", "http://store:9000",
                        "CANCERNET_OBJECT_STORE_ACCESS_KEY", "id",
                        "CANCERNET_OBJECT_STORE_SECRET_KEY", "key",
                        "CANCERNET_OBJECT_STORE_BUCKET", "slides")))
                .isEqualTo(new ObjectStoreAddress("http://store:9000", "id", "key", "slides"));
        assertThat(ObjectStoreAddress.of(Map.of(
                        "CANCERNET_OBJECT_STORE_ENDPOINT", "https://store:9000",
                        "CANCERNET_OBJECT_STORE_ACCESS_KEY", "id",
                        "CANCERNET_OBJECT_STORE_SECRET_KEY", "key",
                        "CANCERNET_OBJECT_STORE_BUCKET", "",
                        "CANCERNET_OBJECT_STORE_REGION", "eu-central-1",
                        "CANCERNET_OBJECT_STORE_CA_CERTIFICATES", "/etc/ca.pem")))
                .isEqualTo(new ObjectStoreAddress(
                        "https://store:9000",
                        "id",
                        "key",
                        "cancernet",
                        "eu-central-1",
                        Optional.of(Path.of("/etc/ca.pem"))));
    }

    @Test
    void missingVariable_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectStoreAddress.of(Map.of("CANCERNET_OBJECT_STORE_ENDPOINT", "http://store:9000")))
                .withMessageContaining("CANCERNET_OBJECT_STORE_ACCESS_KEY");
    }
}
