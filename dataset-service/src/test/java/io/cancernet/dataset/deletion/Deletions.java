package io.cancernet.dataset.deletion;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.json.Json;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tree;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The REST side of deletions, as a client program sees it. */
final class Deletions {

    static final String GROUNDS = "{\"by\":\"study office\",\"reason\":\"consent withdrawn\"}";

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private final ServiceClient service = new ServiceClient();
    private final Path sources;

    Deletions(Path sources) {
        this.sources = sources;
    }

    /** A folder of cases {@code <name>-0}, {@code <name>-1} and so on, each with patches of both classes. */
    Path cases(String name, int count) {
        Tree tree = new Tree();
        for (int i = 0; i < count; i++) {
            tree.patches(name + "-" + i, 2, 3)
                    .file(name + "-" + i + "/1/" + name + "-" + i + "_idx5_x9_y9_class1.png", "text");
        }
        return tree.folder(sources.resolve("deletion-" + name));
    }

    /** Ingests such a folder and returns its slides by case. */
    List<JsonNode> ingested(String name, int count) {
        return service.slides(
                service.ingest(cases(name, count)).path("ingestId").asText());
    }

    ObjectNode freeze(String name, List<JsonNode> slides, int status) {
        List<String> ids =
                slides.stream().map(each -> each.path("slideId").asText()).toList();
        return service.post(
                "datasets",
                status,
                "{\"name\":\"%s\",\"slides\":%s}".formatted(name, Json.mapper().valueToTree(ids)));
    }

    ObjectNode delete(String path, int status) {
        return json(given().delete("/api/v1/" + path), status);
    }

    ObjectNode deleteSlide(JsonNode slide, int status) {
        return delete("slides/" + slide.path("slideId").asText(), status);
    }

    ObjectNode eraseSlide(JsonNode slide, int status) {
        return json(
                given().contentType(ContentType.JSON)
                        .body(GROUNDS)
                        .delete("/api/v1/slides/%s?erase=true"
                                .formatted(slide.path("slideId").asText())),
                status);
    }

    void awaitGone(JsonNode slide) {
        String path = "/api/v1/slides/" + slide.path("slideId").asText();
        await().atMost(LONG_ENOUGH).until(() -> given().get(path).statusCode(), status -> status == 404);
    }

    static ObjectNode json(Response response, int status) {
        String body = response.then().statusCode(status).extract().asString();
        try {
            return body.isEmpty()
                    ? Json.mapper().createObjectNode()
                    : (ObjectNode) Json.mapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
