package io.cancernet.kubernetes.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway's configuration at work, before services that tell what they were asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {

    private static final String HOST = "https://cancernet.example.org";

    /** What services answer with, by path. */
    private static final Map<String, String> LOCATIONS = Map.of(
            "/api/v1/made",
            "/api/v1/made/1?part=2",
            "/api/v1/absolute",
            HOST + "/api/v1/made/1",
            "/q/swagger-ui",
            "https://login.example.org/realms/hospital/auth?state=1",
            "/api/v1/runs",
            HOST + "/auth/realms/cancernet/auth?state=1");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<HttpServer> services = new ArrayList<>();
    private @Nullable Nginx gateway;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        assumeTrue(Nginx.program().isPresent(), "no nginx on this machine: apt-get install nginx-light");
        Map<String, Integer> upstreams = new TreeMap<>();
        for (String name : List.of("training", "dataset", "inference")) {
            upstreams.put(name, service(name));
        }
        gateway = Nginx.start(Nginx.program().get(), folder, upstreams);
    }

    @AfterAll
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
        services.forEach(each -> each.stop(0));
    }

    @ParameterizedTest
    @CsvSource({
        "/, training /",
        "/console/, training /console/",
        "/api/v1/models?limit=2, training /api/v1/models?limit=2",
        "/dataset/api/v1/slides?limit=2, dataset /api/v1/slides?limit=2",
        "/inference/q/health/ready, inference /q/health/ready",
        "/datasets, training /datasets",
    })
    void paths_lead_to_their_services_without_the_prefix(String path, String answer) throws Exception {
        assertThat(get(path).body()).startsWith(answer + " ");
    }

    @Test
    void services_are_told_who_asked_for_what() throws Exception {
        assertThat(get("/dataset/api/v1/slides").body())
                .contains("x-forwarded-proto=https", "x-forwarded-host=127.0.0.1:", "x-forwarded-for=127.0.0.1");
    }

    /** As Java's client and {@code curl --http2} make it; Vert.x answers 400 to it. */
    @Test
    void offer_of_http2_in_clear_is_not_passed_on() throws Exception {
        assertThat(client.version()).isEqualTo(HttpClient.Version.HTTP_2);

        assertThat(get("/api/v1/models").body()).doesNotContain("upgrade", "Upgrade", "http2-settings");
    }

    @ParameterizedTest
    @CsvSource({
        "/dataset/api/v1/made, /dataset/api/v1/made/1?part=2",
        "/inference/api/v1/made, /inference/api/v1/made/1?part=2",
        "/dataset/api/v1/absolute, https://cancernet.example.org/dataset/api/v1/made/1",
        "/inference/api/v1/absolute, https://cancernet.example.org/inference/api/v1/made/1",
        "/api/v1/made, /api/v1/made/1?part=2",
    })
    void what_a_service_made_is_where_it_says(String path, String location) throws Exception {
        assertThat(get(path).headers().firstValue("Location")).hasValue(location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/dataset", "/inference"})
    void redirects_to_the_identity_provider_are_left_alone(String prefix) throws Exception {
        assertThat(get(prefix + "/q/swagger-ui").headers().firstValue("Location"))
                .hasValue("https://login.example.org/realms/hospital/auth?state=1");
        assertThat(get(prefix + "/api/v1/runs").headers().firstValue("Location"))
                .as("one at this very address, as in compose")
                .hasValue(HOST + "/auth/realms/cancernet/auth?state=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/metrics",
                "/q/metrics/application",
                "/dataset/q/metrics",
                "/inference//q/metrics",
                "/dataset/api/../q/metrics",
                "/%71/metrics"
            })
    void metrics_are_not_for_the_world(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void gateway_tells_of_its_own_health() throws Exception {
        assertThat(get("/gateway/health").body()).isEqualTo("up\n");
        assertThat(get("/dataset").headers().firstValue("Location")).hasValue("/dataset/");
    }

    private HttpResponse<String> get(String path) throws Exception {
        if (gateway == null) {
            throw new AssertionError("not started");
        }
        return client.send(
                HttpRequest.newBuilder(URI.create(gateway.url() + path))
                        .header("X-Forwarded-Proto", "https")
                        .build(),
                BodyHandlers.ofString());
    }

    private int service(String name) throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> answer(name, exchange));
        service.start();
        services.add(service);
        return service.getAddress().getPort();
    }

    private static void answer(String name, HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((header, values) -> headers.put(header.toLowerCase(Locale.ROOT), values.get(0)));
        byte[] body =
                "%s %s %s".formatted(name, exchange.getRequestURI(), headers).getBytes(StandardCharsets.UTF_8);
        String location = LOCATIONS.get(exchange.getRequestURI().getPath());
        if (location != null) {
            exchange.getResponseHeaders().add("Location", location);
        }
        exchange.sendResponseHeaders(location == null ? 200 : 302, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
