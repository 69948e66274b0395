package io.cancernet.common.objectstore.minio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
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
    }

    @Test
    void missingVariable_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ObjectStoreAddress.of(Map.of("CANCERNET_OBJECT_STORE_ENDPOINT", "http://store:9000")))
                .withMessageContaining("CANCERNET_OBJECT_STORE_ACCESS_KEY");
    }
}
