package io.cancernet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EndpointsTest {

    private static final Ports PORTS = new Ports(9092, 5432, 9000);

    @Test
    void toJson_showsAddressesWithoutCredentials() {
        assertThat(Endpoints.of(PORTS, Credentials.DEVELOPMENT, false).toJson())
                .isEqualTo("{\"kafka\":\"127.0.0.1:9092\","
                        + "\"postgres\":\"jdbc:postgresql://127.0.0.1:5432/cancernet\","
                        + "\"s3\":\"http://127.0.0.1:9000\"}");
    }

    @Test
    void encryptedStore_isAskedByHttps() {
        Endpoints endpoints = Endpoints.of(PORTS, Credentials.DEVELOPMENT, true);

        assertThat(endpoints.s3().endpoint()).isEqualTo("https://127.0.0.1:9000");
        assertThat(Endpoints.portsIn(endpoints.toJson())).isEqualTo(PORTS);
    }

    @Test
    void portsIn_ofToJson_givesThePorts() {
        String json = Endpoints.of(PORTS, Credentials.DEVELOPMENT, false).toJson();

        assertThat(Endpoints.portsIn(json)).isEqualTo(PORTS);
    }

    @Test
    void portsIn_ofLineWithoutAServer_namesIt() {
        assertThatThrownBy(() -> Endpoints.portsIn("{\"kafka\":\"127.0.0.1:9092\"}"))
                .hasMessageContaining("no postgres address");
    }
}
