package io.cancernet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void resolve_replacesZerosByDifferentPorts_outsideThoseOfOutgoingConnections() {
        Ports ports = Ports.FREE.resolve();

        assertThat(Set.of(ports.kafka(), ports.postgres(), ports.s3()))
                .hasSize(3)
                .allSatisfy(port -> assertThat(port).isBetween(20_000, 32_000));
    }

    @Test
    void resolve_keepsGivenPorts() {
        int given = Ports.free();

        assertThat(new Ports(0, given, 0).resolve().postgres()).isEqualTo(given);
    }

    @Test
    void resolve_takenPort_namesServerAndPort() throws Exception {
        try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Ports ports = new Ports(0, 0, squatter.getLocalPort());

            assertThatThrownBy(ports::resolve)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("s3: port " + squatter.getLocalPort()
                            + " is taken by another process; free it or choose another with --s3-port");
        }
    }

    @Test
    void resolve_samePortTwice_isRefused() {
        int given = Ports.free();

        assertThatThrownBy(() -> new Ports(given, given, 0).resolve())
                .hasMessage("port " + given + " is given to two servers");
    }

    @Test
    void constructor_portOutOfRange_isRefused() {
        assertThatThrownBy(() -> new Ports(0, 65_536, 0)).hasMessage("not a port: 65536");
    }
}
