package io.cancernet.common.security.oidc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "10.1.2.3", "no.such.host.invalid"})
    void addressThatOthersReach_withoutLogin_isRefused_andSaysWhatToDo(String host) {
        assertThatThrownBy(() -> new OpenAddress("dataset-service", host, false).check())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "dataset-service", host, "QUARKUS_OIDC_AUTH_SERVER_URL", "QUARKUS_HTTP_HOST=127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.8.8.8"})
    void loopback_needsNoLogin(String host) {
        assertThatCode(() -> new OpenAddress("dataset-service", host, false).check())
                .doesNotThrowAnyException();
    }

    @Test
    void anyAddress_withLogin_isServed() {
        assertThatCode(() -> new OpenAddress("dataset-service", "0.0.0.0", true).check())
                .doesNotThrowAnyException();
    }
}
