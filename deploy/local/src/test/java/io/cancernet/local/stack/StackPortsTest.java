package io.cancernet.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackPortsTest {

    @Test
    void takenPort_isNamedWithTheOptionThatChangesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            StackPorts ports = new StackPorts(0, 0, 0, 0, 0, port, 0);

            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(ports::resolve)
                    .withMessageContaining("port " + port + " is taken")
                    .withMessageContaining("--postgres-port");
        }
    }

    @Test
    void portGivenTwice_isRefused() {
        int port = StackPorts.FREE.resolve().gateway();

        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> new StackPorts(port, 0, 0, port, 0, 0, 0).resolve())
                .withMessageContaining("--port")
                .withMessageContaining("--inference-port");
    }

    @Test
    void noPort_isRefused() {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> new StackPorts(70_000, 0, 0, 0, 0, 0, 0).resolve())
                .withMessageContaining("--port 70000");
    }

    @Test
    void freePorts_areAllDifferent() {
        StackPorts ports = StackPorts.FREE.resolve();

        assertThat(List.of(
                        ports.gateway(),
                        ports.dataset(),
                        ports.training(),
                        ports.inference(),
                        ports.kafka(),
                        ports.postgres(),
                        ports.s3()))
                .doesNotHaveDuplicates()
                .allMatch(port -> port > 0);
    }
}
