package io.cancernet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServerOptionsTest {

    @Test
    void parse_ofDataDirectoryAlone_takesFreePortsAndDevelopmentCredentials() {
        ServerOptions options = ServerOptions.parse("--data-dir", "/data");

        assertThat(options)
                .isEqualTo(new ServerOptions(
                        Path.of("/data"),
                        Path.of("/data/postgres-binaries"),
                        Ports.FREE,
                        Credentials.DEVELOPMENT,
                        null));
    }

    @Test
    void parse_ofToArguments_givesTheSameOptions() {
        ServerOptions options = new ServerOptions(
                Path.of("/data"),
                Path.of("/binaries"),
                new Ports(9092, 5432, 9000),
                new Credentials("someone", "word", "key", "secret"),
                new ServerKey(Path.of("/keys.p12"), "changeit"));

        assertThat(ServerOptions.parse(options.toArguments().toArray(new String[0])))
                .isEqualTo(options);
    }

    @Test
    void parse_wrongArguments_saysWhich() {
        assertThatThrownBy(() -> ServerOptions.parse()).hasMessage("--data-dir is missing");
        assertThatThrownBy(() -> ServerOptions.parse("--data-dir")).hasMessage("a value is missing after --data-dir");
        assertThatThrownBy(() -> ServerOptions.parse("--data-dir", "/data", "--s3-port", "x"))
                .hasMessage("--s3-port: 'x' is no port");
    }

    @Test
    void credentials_userNameThatIsNoPlainName_isRefused() {
        assertThatThrownBy(() -> new Credentials("a; drop", "word", "key", "secret"))
                .hasMessageContaining("not a plain Postgres user name");
    }
}
