package io.cancernet.local.security;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A server that runs as a process of its own, with an environment of its own. */
final class Started implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(8);
    private static final Duration STOP = Duration.ofSeconds(60);

    /** Of a log, by its end. */
    private static final int SHOWN = 4000;

    /** What programs need of the environment of whoever starts them. */
    private static final List<String> KEPT = List.of("PATH", "HOME", "LANG", "JAVA_HOME");

    private final Process process;
    private final Path log;

    private Started(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Started of(List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(environment);
        try {
            return new Started(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A packaged service of a built tree. */
    static Started service(Path home, String name, String heap, Map<String, String> environment, Path log) {
        return of(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-Dai.djl.offline=true",
                        "-jar",
                        home.resolve(name)
                                .resolve("target/quarkus-app/quarkus-run.jar")
                                .toString()),
                environment,
                log);
    }

    /** Waits until an address answers well. */
    Started awaitReady(URI health) {
        return awaitReady(health, HttpClient.newBuilder());
    }

    /** Waits until an address of a server that proves who it is answers well. */
    Started awaitReady(URI health, SSLContext trusted) {
        return awaitReady(health, HttpClient.newBuilder().sslContext(trusted));
    }

    private Started awaitReady(URI health, HttpClient.Builder client) {
        HttpClient http = client.version(HttpClient.Version.HTTP_1_1).build();
        await().atMost(START).pollInterval(Duration.ofMillis(250)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended with code %d: %s".formatted(process.exitValue(), end(log())));
            }
            try {
                HttpRequest request = HttpRequest.newBuilder(health)
                        .timeout(Duration.ofSeconds(5))
                        .build();
                return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException notYet) {
                return false;
            }
        });
        return this;
    }

    /** Waits until the process has ended by itself, and returns what it said. */
    String awaitEnd() throws InterruptedException {
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it still runs: " + log());
        }
        return log();
    }

    /** Waits until it has said something. */
    void awaitLog(String text) {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> log().contains(text) || !process.isAlive());
        if (!log().contains(text)) {
            throw new AssertionError("it never said '%s': %s".formatted(text, log()));
        }
    }

    private static String end(String text) {
        return text.substring(Math.max(0, text.length() - SHOWN));
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
