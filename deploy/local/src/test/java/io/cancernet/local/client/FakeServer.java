package io.cancernet.local.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives prepared answers, each as often as it was prepared, the last one for ever. */
public final class FakeServer implements AutoCloseable {

    /**
     * A request that came in.
     *
     * @param authorization header of that name; empty without one
     */
    public record Request(String method, String uri, String text, String authorization) {}

    private record Answer(int status, String body, String etag) {}

    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public FakeServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Prepares an answer to a method and a path with its query, as {@code GET /api/v1/runs?limit=100}. */
    public FakeServer answer(String request, int status, String body) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new Answer(status, body, ""));
        return this;
    }

    /** Prepares an answer without a body that has an ETag. */
    public FakeServer tagged(String request, String etag) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new Answer(200, "", etag));
        return this;
    }

    /** Drops what was prepared for a request. */
    public FakeServer forget(String request) {
        answers.remove(request);
        return this;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String uri = exchange.getRequestURI().toString();
        requests.add(new Request(
                exchange.getRequestMethod(),
                uri,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "")));
        Answer answer = next(exchange.getRequestMethod() + " " + uri)
                .orElse(new Answer(
                        404, "{\"code\":\"unprepared\",\"detail\":\"nothing prepared for " + uri + "\"}", ""));
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (!answer.etag().isEmpty()) {
            exchange.getResponseHeaders().add("ETag", answer.etag());
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Optional<Answer> next(String request) {
        Deque<Answer> prepared = answers.getOrDefault(request, new ArrayDeque<>());
        return Optional.ofNullable(prepared.size() > 1 ? prepared.poll() : prepared.peek());
    }
}
