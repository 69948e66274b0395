package io.cancernet.dataset.fault;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.json.Json;
import io.cancernet.embedded.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** dataset-service in a process of its own, which can be killed. Its log lies beside the sources. */
final class DatasetProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final List<String> ENDED = List.of("ingested", "rejected");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;
    private final Path log;

    private DatasetProcess(Process process, URI url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /**
     * Starts the service and returns when it is ready.
     *
     * @param roots the folder of sources
     * @param settings further environment
     */
    static DatasetProcess start(Endpoints servers, Path roots, String heap, Map<String, String> settings) {
        int port = freePort();
        Path log = roots.resolveSibling(roots.getFileName() + "-" + port + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", servers.kafka().bootstrapServers());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", servers.postgres().jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", servers.postgres().user());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", servers.postgres().password());
        environment.put("CANCERNET_OBJECT_STORE_ENDPOINT", servers.s3().endpoint());
        environment.put("CANCERNET_OBJECT_STORE_ACCESS_KEY", servers.s3().accessKey());
        environment.put("CANCERNET_OBJECT_STORE_SECRET_KEY", servers.s3().secretKey());
        environment.put("CANCERNET_PSEUDONYM_KEY", "a key for tests only");
        environment.put("CANCERNET_INGEST_ALLOWED_ROOTS", roots.toString());
        environment.put("CANCERNET_INGEST_LEASE", "3s");
        environment.put("CANCERNET_INGEST_POLL_INTERVAL", "50ms");
        environment.putAll(settings);
        try {
            DatasetProcess started = new DatasetProcess(builder.start(), URI.create("http://127.0.0.1:" + port), log);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        await().atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("dataset-service ended with code " + process.exitValue());
            }
            return answers("/q/health/ready");
        });
    }

    private boolean answers(String path) throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(url.resolve(path)).build()).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Submits a source; more are further fields of the request, as JSON members. */
    String submit(Path source, String... more) {
        String body =
                "{\"uri\":\"%s\"%s}".formatted(source.toUri(), more.length == 0 ? "" : "," + String.join(",", more));
        HttpResponse<String> answer = sendSafely(HttpRequest.newBuilder(url.resolve("/api/v1/ingests"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.body());
        }
        return json(answer).path("ingestId").asText();
    }

    JsonNode get(String path) {
        return json(sendSafely(
                HttpRequest.newBuilder(url.resolve("/api/v1/" + path)).build()));
    }

    JsonNode ingest(String id) {
        return get("ingests/" + id);
    }

    JsonNode awaitEnd(String id, Duration patience) {
        return await().atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> ingest(id),
                        ingest -> ENDED.contains(ingest.path("state").asText()));
    }

    /** Waits until the service has logged something. */
    void awaitLog(String text) {
        await().atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> Files.readString(log)
                .contains(text));
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        awaitDeath();
    }

    /** Sends a signal by its name, such as {@code STOP}. */
    void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("no signal " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The most memory that the process had at once, in mebibytes; 0 where the system does not tell. */
    long peakMemory() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                // One that is frozen hears no request to end.
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitDeath() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> sendSafely(HttpRequest request) {
        try {
            return send(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
