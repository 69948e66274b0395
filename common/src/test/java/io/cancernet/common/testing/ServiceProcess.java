package io.cancernet.common.testing;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The packaged service of a module in a process of its own, which can be killed. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;
    private final Path log;

    private ServiceProcess(Process process, URI url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /**
     * Starts the service of the module under test and returns when it is ready.
     *
     * @param log file that its output is added to
     * @param heap as Java takes it, such as 512m
     * @param settings environment besides the servers' addresses
     */
    public static ServiceProcess start(Endpoints servers, Path log, String heap, Map<String, String> settings) {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(usualOptions());
        command.addAll(List.of(
                "-Xmx" + heap,
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
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
        environment.putAll(settings);
        try {
            ServiceProcess started = new ServiceProcess(builder.start(), URI.create("http://127.0.0.1:" + port), log);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the build gives them to the tests' own JVM. */
    private static List<String> usualOptions() {
        String options = System.getenv().getOrDefault("CANCERNET_TEST_JAVA_OPTIONS", "");
        return Stream.of(options.split(" ", -1))
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    private void awaitReady() {
        await().atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "the service ended with code %d, see %s".formatted(process.exitValue(), log));
            }
            try {
                return send(request("/q/health/ready").build()).statusCode() == 200;
            } catch (UncheckedIOException e) {
                return false;
            }
        });
    }

    /** The answer to a GET below {@code /api/v1/}, which must be a success. */
    public JsonNode get(String path) {
        return json(send(request("/api/v1/" + path).build()), 200);
    }

    /** The answer to a POST below {@code /api/v1/}, whose status must be the given one. */
    public JsonNode post(String path, int status, Object body) {
        return json(
                send(request("/api/v1/" + path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Json.write(body)))
                        .build()),
                status);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path));
    }

    /** Waits until the service has logged something. */
    public void awaitLog(String text) {
        await().atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> Files.readString(log)
                .contains(text));
    }

    /** Sends a signal by its name, such as {@code STOP}. */
    public void signal(String name) {
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

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the process to end by itself, or after a signal, and returns its exit code. */
    public int awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the service has not ended after %s, see %s".formatted(patience, log));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The most memory that the process had at once, in mebibytes; 0 where the system does not tell. */
    public long peakMemory() {
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

    /** Ends the process as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        awaitDeath();
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

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        if (answer.statusCode() != status) {
            throw new AssertionError("%d %s".formatted(answer.statusCode(), answer.body()));
        }
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
