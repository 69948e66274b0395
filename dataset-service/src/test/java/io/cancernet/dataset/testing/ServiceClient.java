package io.cancernet.dataset.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.json.Json;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** The REST side of the service, as a client program sees it. */
public final class ServiceClient {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);
    private static final List<String> ENDED = List.of("ingested", "rejected");

    public ObjectNode post(String path, int status, String body) {
        return json(given().contentType(ContentType.JSON).body(body).post("/api/v1/" + path), status);
    }

    public ObjectNode get(String path, int status) {
        return json(given().get("/api/v1/" + path), status);
    }

    public ObjectNode upload(Path archive, int status) {
        return json(
                given().contentType("application/zip")
                        .body(archive.toFile())
                        .post("/api/v1/ingests/archive?name=a.zip"),
                status);
    }

    public String submit(Path source) {
        return post("ingests", 202, "{\"uri\":\"%s\"}".formatted(source.toUri()))
                .path("ingestId")
                .asText();
    }

    public ObjectNode ingest(String id) {
        return get("ingests/" + id, 200);
    }

    /** Submits a source and returns the ingest when it has ended. */
    public ObjectNode ingest(Path source) {
        return awaitEnd(submit(source));
    }

    public ObjectNode awaitEnd(String id) {
        return await().atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> ingest(id),
                        ingest -> ENDED.contains(ingest.path("state").asText()));
    }

    public List<JsonNode> slides(String ingest) {
        JsonNode items = get("slides?limit=1000&ingest=" + ingest, 200).path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    public static ObjectNode json(Response response, int status) {
        String body = response.then().statusCode(status).extract().asString();
        try {
            return (ObjectNode) Json.mapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
