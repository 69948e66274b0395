package io.cancernet.inference.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** The service as it is seen from outside: which model is live, and its memory. */
final class ServiceProbe {

    private static final int POLL_MILLIS = 20;
    private static final int KIB = 1024;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI models;
    private final long pid;

    ServiceProbe(String service, long pid) {
        this.models = URI.create(service + "/api/v1/models");
        this.pid = pid;
    }

    /** Waits until a model version is live. */
    void awaitLive(String version) throws IOException, InterruptedException {
        while (!isLive(version)) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Waits until no model is live. */
    void awaitNoneLive() throws IOException, InterruptedException {
        while (first().path("state").asText().equals("live")) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private JsonNode first() throws IOException, InterruptedException {
        byte[] body = http.send(HttpRequest.newBuilder(models).build(), BodyHandlers.ofByteArray())
                .body();
        return Json.read(body, JsonNode.class).path("items").path(0);
    }

    private boolean isLive(String version) throws IOException, InterruptedException {
        JsonNode first = first();
        return first.path("state").asText().equals("live")
                && first.path("model").path("version").asText().equals(version);
    }

    /** Resident memory of the process in bytes; 0 where the system does not tell. */
    long residentBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                .findFirst()
                .orElse(0);
    }
}
