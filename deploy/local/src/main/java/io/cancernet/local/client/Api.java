package io.cancernet.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * JSON over HTTP with the services behind one server URL.
 *
 * <p>Answers that are not a success throw {@link RefusedException}; no answer throws {@link UnreachableException}.
 * Thread-safe.
 */
public final class Api {

    /** Path of the dataset-service. */
    public static final String DATASET = "/dataset/api/v1";
    /** Path of the training-service. */
    public static final String TRAINING = "/api/v1";
    /** Path of the inference-service. */
    public static final String INFERENCE = "/inference/api/v1";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);
    private static final int PAGE = 1000;
    private static final int UNAUTHORIZED = 401;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final URI server;
    private final BearerToken token;
    private final HttpClient http;

    /** Services that ask nobody who they are. */
    public Api(URI server) {
        this(server, BearerToken.NONE);
    }

    public Api(URI server, BearerToken token) {
        this.server = server;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    public URI server() {
        return server;
    }

    public JsonNode get(String path) throws InterruptedException {
        return send(request(path).timeout(ANSWER_TIMEOUT).GET().build());
    }

    /**
     * Sends a value as JSON.
     *
     * @param body a record, map or node
     */
    public JsonNode post(String path, Object body) throws InterruptedException {
        return send(request(path)
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json(body)))
                .build());
    }

    /** Sends a value as JSON under a key: the same key again means the same thing. */
    JsonNode post(String path, Object body, String key) throws InterruptedException {
        return send(request(path)
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(json(body)))
                .build());
    }

    /** Reads what may take long to be made. */
    public JsonNode getLong(String path) throws InterruptedException {
        return send(request(path).GET().build());
    }

    /** Changes something in part. */
    public JsonNode patch(String path, Object body) throws InterruptedException {
        return send(request(path)
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json(body)))
                .build());
    }

    /** Sends a value as JSON to be answered after whatever time that takes. */
    JsonNode postLong(String path, Object body) throws InterruptedException {
        return upload(path, "application/json", BodyPublishers.ofString(json(body)));
    }

    public JsonNode delete(String path) throws InterruptedException {
        return send(request(path).timeout(ANSWER_TIMEOUT).DELETE().build());
    }

    /** Deletes with a value as JSON that says more about it. */
    public JsonNode delete(String path, Object body) throws InterruptedException {
        return send(request(path)
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/json")
                .method("DELETE", BodyPublishers.ofString(json(body)))
                .build());
    }

    /**
     * Writes the answer into a file, which appears whole or not at all.
     *
     * @throws IllegalArgumentException when the file is a folder, or lies in none
     */
    public void download(String path, Path file) throws InterruptedException, IOException {
        Path part = partOf(file);
        try {
            HttpResponse<Path> answer =
                    exchange(request(path).setHeader("Accept", "*/*").GET().build(), BodyHandlers.ofFile(part));
            requireSuccess(answer.statusCode(), () -> parse(readText(part)), answer.uri());
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Path partOf(Path file) {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(file + " is a folder: name a file");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder " + folder);
        }
        return folder.resolve(".download-" + UUID.randomUUID() + ".part");
    }

    /** Sends a body that may take long. */
    public JsonNode upload(String path, String contentType, BodyPublisher body) throws InterruptedException {
        return send(request(path).header("Content-Type", contentType).POST(body).build());
    }

    /**
     * Reads the items of a list page by page.
     *
     * @param limit most items to read
     */
    public List<JsonNode> list(String path, int limit) throws InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            String query = (path.contains("?") ? "&" : "?") + "limit=" + Math.min(PAGE, limit - items.size())
                    + (cursor.isEmpty() ? "" : "&cursor=" + encode(cursor));
            JsonNode page = get(path + query);
            page.path("items").forEach(items::add);
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && items.size() < limit);
        return items;
    }

    /** The node as a record. */
    public static <T> T as(Class<T> type, JsonNode node) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new FailedException(
                    "the server's answer is no " + type.getSimpleName() + ": " + e.getOriginalMessage());
        }
    }

    /** The value as indented JSON. */
    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The text as a part of a path or a value in a query. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        String base = server.toString().replaceFirst("/+$", "");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "application/json");
        token.current().ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    private JsonNode send(HttpRequest request) throws InterruptedException {
        HttpResponse<String> response = exchange(request, BodyHandlers.ofString());
        JsonNode body = parse(response.body());
        requireSuccess(response.statusCode(), () -> body, request.uri());
        return body;
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) throws InterruptedException {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new UnreachableException(
                    "no answer from " + server + " (" + reason(e)
                            + "): start the system with 'cancernet up', or name another with --server",
                    e);
        }
    }

    private static void requireSuccess(int status, Supplier<JsonNode> problem, URI uri) {
        if (status / 100 == 2) {
            return;
        }
        if (status == 502 || status == 504) {
            throw new UnreachableException("the service behind " + uri + " does not answer");
        }
        JsonNode body = problem.get();
        String detail = body.path("detail").asText(body.path("title").asText("HTTP status " + status));
        String hint = status == UNAUTHORIZED ? "; a token is taken from CANCERNET_TOKEN or CANCERNET_TOKEN_FILE" : "";
        throw new RefusedException(status, body.path("code").asText(""), detail + hint);
    }

    private static String readText(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException noText) {
            return "";
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException noJson) {
            // An error page; the status says enough.
            return MissingNode.getInstance();
        }
    }

    private static String json(Object body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
