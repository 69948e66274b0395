package io.cancernet.common.objectstore.minio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cancernet.common.error.Outage;
import io.cancernet.common.testing.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {

    @TempDir
    Path folder = Path.of(".");

    private Optional<HttpsServer> server = Optional.empty();

    @BeforeEach
    void startStore() throws IOException {
        HttpsServer starting = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        starting.setHttpsConfigurator(
                new HttpsConfigurator(TestCertificate.in(folder).server()));
        starting.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Length", "3");
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Sun, 22 Nov 2026 00:00:00 GMT");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        starting.start();
        server = Optional.of(starting);
    }

    @AfterEach
    void stopStore() {
        server.ifPresent(each -> each.stop(0));
    }

    @Test
    void storeOfAnAuthorityOfOnesOwn_isReached() {
        assertThat(store(Optional.of(folder.resolve("certificate.pem"))).exists("a"))
                .isTrue();
    }

    @Test
    void storeOfAnAuthorityThatIsNotTrusted_isNotSpokenTo() {
        assertThatThrownBy(() -> store(Optional.empty()).exists("a"))
                .isInstanceOf(Outage.class)
                .hasMessageContaining("certification path");
    }

    @Test
    void fileWithoutCertificates_isRefusedByItsSetting() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.pem"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store(Optional.of(empty)))
                .withMessageContainingAll("cancernet.object-store.ca-certificates", empty.toString());
    }

    private MinioObjectStore store(Optional<Path> certificates) {
        int port = server.orElseThrow().getAddress().getPort();
        return new MinioObjectStore(new ObjectStoreAddress(
                "https://localhost:" + port, "id", "secret-key", "bucket", "us-east-1", certificates));
    }
}
