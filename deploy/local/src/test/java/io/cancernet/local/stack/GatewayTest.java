package io.cancernet.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.cancernet.embedded.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private HttpServer dataset = server("dataset");
    private HttpServer training = server("training");
    private Gateway gateway = Gateway.start(
            port,
            List.of(
                    new Gateway.Route("", training.getAddress().getPort()),
                    new Gateway.Route("/dataset", dataset.getAddress().getPort())));

    @BeforeEach
    void startServers() {
        dataset.start();
        training.start();
    }

    @AfterEach
    void stopAll() {
        gateway.close();
        dataset.stop(0);
        training.stop(0);
    }

    @Test
    void pathWithPrefix_goesToItsService_withoutThePrefix() throws Exception {
        assertThat(get("/dataset/api/v1/slides?limit=3&cursor=a%2Fb").body())
                .isEqualTo("dataset GET /api/v1/slides?limit=3&cursor=a%2Fb 0");
        assertThat(get("/dataset").body()).isEqualTo("dataset GET / 0");
        assertThat(get("/dataset?limit=1").body()).isEqualTo("dataset GET /?limit=1 0");
    }

    @Test
    void otherPaths_goToTheServiceAtTheRoot() throws Exception {
        assertThat(get("/api/v1/runs").body()).isEqualTo("training GET /api/v1/runs 0");
        assertThat(get("/datasets-page").body()).isEqualTo("training GET /datasets-page 0");
    }

    @Test
    void largeBody_passesWhole() throws Exception {
        byte[] body = new byte[20_000_000];

        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(uri("/dataset/upload"))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.body()).isEqualTo("dataset POST /upload 20000000");
    }

    @Test
    void eventsOfAStream_passAsTheyCome() throws Exception {
        CountDownLatch firstIsRead = new CountDownLatch(1);
        training.createContext("/events", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("first\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            boolean read = await(firstIsRead);
            exchange.getResponseBody().write((read ? "second\n" : "kept back\n").getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });

        HttpResponse<InputStream> response =
                http.send(HttpRequest.newBuilder(uri("/events")).build(), BodyHandlers.ofInputStream());

        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("first");
            firstIsRead.countDown();
            assertThat(lines.readLine()).isEqualTo("second");
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void location_getsThePrefixBack() throws Exception {
        assertThat(get("/dataset/x").headers().firstValue("Location")).hasValue("/dataset/api/v1/things/1");
        assertThat(get("/x").headers().firstValue("Location")).hasValue("/api/v1/things/1");
    }

    @Test
    void serviceThatIsAway_isABadGateway() throws Exception {
        dataset.stop(0);

        assertThat(get("/dataset/x").statusCode()).isEqualTo(502);
    }

    @Test
    void requestUnderAForeignName_orFromAForeignPage_isRefused() throws Exception {
        String problem = raw("GET /dataset/x HTTP/1.1", "Host: evil.example:" + port);
        assertThat(problem).startsWith("HTTP/1.1 421").contains("urn:cancernet:error:misdirected", "'evil.example:");
        assertThat(raw("GET /x HTTP/1.1", "Host: localhost:" + port, "Origin: http://evil.example"))
                .startsWith("HTTP/1.1 421");
        assertThat(raw("GET /x HTTP/1.1", "Host: localhost:" + port, "Origin: http://localhost:" + port))
                .startsWith("HTTP/1.1 200");
        assertThat(raw("GET /x HTTP/1.1", "Host: [::1]:" + port)).startsWith("HTTP/1.1 200");
    }

    @Test
    void service_learnsUnderWhichNameItIsAsked() throws Exception {
        training.createContext("/name", exchange -> {
            byte[] name = exchange.getRequestHeaders().getFirst("Host").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, name.length);
            exchange.getResponseBody().write(name);
            exchange.close();
        });

        assertThat(raw("GET /name HTTP/1.1", "Host: localhost:" + port)).endsWith("localhost:" + port);
    }

    /** Java's client does not let callers choose the name. */
    private String raw(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void takenPort_isAClearError() {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> Gateway.start(port, List.of()))
                .withMessageContaining("port " + port);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpServer server(String name) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                int length = exchange.getRequestBody().readAllBytes().length;
                byte[] answer = (name + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                                + length)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Location", "/api/v1/things/1");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
