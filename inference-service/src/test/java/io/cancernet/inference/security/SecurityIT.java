package io.cancernet.inference.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.json.Json;
import io.cancernet.common.rest.Problem;
import io.cancernet.common.security.Roles;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.common.testing.SecurityContract;
import io.cancernet.common.testing.TestCertificate;
import io.cancernet.common.testing.TestIssuerResource;
import io.cancernet.common.testing.TestTokens;
import io.cancernet.inference.model.SlotStatus;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SecurityIT.WithLogin.class)
class SecurityIT extends SecurityContract {

    private static final int BURST = 600;

    @TestHTTPResource("/")
    URI plain = URI.create("http://localhost");

    @TestHTTPResource(value = "/q/health/live", tls = true)
    URI encrypted = URI.create("https://localhost");

    /** An application with OIDC and TLS on, behind a proxy that says whom it forwards, with a limit that a test can reach. */
    public static class WithLogin implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(EmbeddedStackResource.class),
                    new TestResourceEntry(TestIssuerResource.class));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            TestCertificate certificate = TestCertificate.in(folder());
            return Map.of(
                    "quarkus.http.test-ssl-port",
                    "0",
                    "quarkus.tls.key-store.pem.0.cert",
                    certificate.certificate().toString(),
                    "quarkus.tls.key-store.pem.0.key",
                    certificate.key().toString(),
                    "quarkus.http.proxy.proxy-address-forwarding",
                    "true",
                    "cancernet.request-rate.per-second",
                    "1",
                    "cancernet.request-rate.burst",
                    Integer.toString(BURST));
        }

        private static Path folder() {
            try {
                return Files.createTempDirectory("cancernet-tls-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    protected Class<?> service() {
        return SlotStatus.class;
    }

    @ParameterizedTest
    @ValueSource(strings = {"runtime", "checked", "error"})
    void unforeseenFailure_tellsNothingOfTheInside(String how) {
        Answer answer = send("GET", "/broken/" + how, TestTokens.of("alice", Roles.VIEWER));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("Content-Type")).startsWith(Problem.MEDIA_TYPE);
        assertThat(answer.text())
                .contains("internal-error")
                .doesNotContain(BrokenResource.SECRET, "BrokenResource", "at io.", "Exception");
    }

    @Test
    void clientThatAsksTooOften_isToldWhenToComeAgain_andOthersAreNot() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<String> last = get(http, "203.0.113.9");
        for (int request = 0; request < 2 * BURST && last.statusCode() != 429; request++) {
            last = get(http, "203.0.113.9");
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(last.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        JsonNode problem = Json.mapper().readTree(last.body());
        assertThat(problem.path("code").asText()).isEqualTo("too-many-requests");
        assertThat(get(http, "203.0.113.10").statusCode()).isEqualTo(404);
    }

    @Test
    void bodyOverTheLimit_isRefusedBeforeItIsSent() throws Exception {
        try (Socket socket = new Socket(plain.getHost(), plain.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/v1/predict HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + TestTokens.of("alice", Roles.VIEWER)
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 70000000\r\n\r\n")
                            .getBytes(US_ASCII));
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 413".length());

            assertThat(new String(status, US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void overTls_browsersAreToldToStayWithIt() throws Exception {
        HttpClient http = HttpClient.newBuilder()
                .sslContext(TestCertificate.trusting(Path.of(certificate())))
                .build();
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(encrypted).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security").orElse(""))
                .startsWith("max-age=");
    }

    private static String certificate() {
        return ConfigProvider.getConfig().getValue("quarkus.tls.key-store.pem.0.cert", String.class);
    }

    private HttpResponse<String> get(HttpClient http, String client) throws Exception {
        return http.send(
                HttpRequest.newBuilder(plain.resolve("/nowhere"))
                        .header("X-Forwarded-For", client)
                        .build(),
                BodyHandlers.ofString());
    }
}
