package io.cancernet.dataset.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** The service as a client sees it. */
final class ServiceClient {

    private static final int SUCCESS = 2;
    /** Seldom enough to take nothing of the processors from what is measured: every 20 ms took a fifth of the service's. */
    private static final int POLL_MILLIS = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String api;
    private final String ingests;

    ServiceClient(String service) {
        this.api = service + "/api/v1/";
        this.ingests = api + "ingests";
    }

    /** Submits an ingest. @return its id */
    String submit(Map<String, ?> request) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(ingests))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Json.write(request))))
                .path("ingestId")
                .asText();
    }

    /** Waits until an ingest is in the books. */
    JsonNode await(String ingest) throws IOException, InterruptedException {
        while (true) {
            JsonNode state = send(HttpRequest.newBuilder(URI.create(ingests + "/" + ingest)));
            switch (state.path("state").asText()) {
                case "ingested" -> {
                    return state;
                }
                case "rejected" -> throw new IOException("the ingest was rejected: " + state.path("error"));
                default -> Thread.sleep(POLL_MILLIS);
            }
        }
    }

    /** The extraction that an ingest of one slide made. */
    ExtractionId extraction(String ingest) throws IOException, InterruptedException {
        JsonNode slides = send(HttpRequest.newBuilder(URI.create(api + "slides?ingest=" + ingest)));
        return new ExtractionId(
                slides.path("items").path(0).path("extractionId").asText());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        JsonNode body = Json.read(answer.body(), JsonNode.class);
        if (answer.statusCode() / 100 != SUCCESS) {
            throw new IOException("the service refused: " + body);
        }
        return body;
    }
}
