package io.cancernet.dataset.fault;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.json.Json;
import io.cancernet.common.testing.ServiceProcess;
import io.cancernet.embedded.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** dataset-service in a process of its own, which can be killed. Its log lies beside the sources. */
final class DatasetProcess implements AutoCloseable {

    private static final List<String> ENDED = List.of("ingested", "rejected");
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final ServiceProcess process;

    private DatasetProcess(ServiceProcess process) {
        this.process = process;
    }

    /**
     * Starts the service and returns when it is ready.
     *
     * @param roots the folder of sources
     * @param settings further environment
     */
    static DatasetProcess start(Endpoints servers, Path roots, String heap, Map<String, String> settings) {
        Path log = roots.resolveSibling(roots.getFileName() + "-" + STARTED.incrementAndGet() + ".log");
        Map<String, String> environment = new HashMap<>(Map.of(
                "CANCERNET_PSEUDONYM_KEY", "a key for tests only",
                "CANCERNET_INGEST_ALLOWED_ROOTS", roots.toString(),
                "CANCERNET_INGEST_LEASE", "3s",
                "CANCERNET_INGEST_POLL_INTERVAL", "50ms"));
        environment.putAll(settings);
        return new DatasetProcess(ServiceProcess.start(servers, log, heap, environment));
    }

    /** Submits a source; more are further fields of the request, as JSON members. */
    String submit(Path source, String... more) {
        String body =
                "{\"uri\":\"%s\"%s}".formatted(source.toUri(), more.length == 0 ? "" : "," + String.join(",", more));
        try {
            ObjectNode request = (ObjectNode) Json.mapper().readTree(body);
            return process.post("ingests", 202, request).path("ingestId").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode get(String path) {
        return process.get(path);
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
        process.awaitLog(text);
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() {
        process.kill();
    }

    /** Waits for the process to end and returns its exit code. */
    int awaitEnd(Duration patience) {
        return process.awaitEnd(patience);
    }

    /** Sends a signal by its name, such as {@code STOP}. */
    void signal(String name) {
        process.signal(name);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The most memory that the process had at once, in mebibytes; 0 where the system does not tell. */
    long peakMemory() {
        return process.peakMemory();
    }

    @Override
    public void close() {
        process.close();
    }
}
