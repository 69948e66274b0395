package io.cancernet.training;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.json.Json;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The service as its users see it over REST. */
final class TrainingClient {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    private TrainingClient() {}

    static Response post(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/runs");
    }

    /** Starts a run once its dataset is known. */
    static String start(String dataset, Map<String, Object> overrides) {
        return await().atMost(PATIENCE)
                .until(
                        () -> post(Map.of("dataset", dataset, "recipe", "cancernet", "overrides", overrides)),
                        response -> response.statusCode() != 404)
                .then()
                .statusCode(202)
                .extract()
                .path("runId");
    }

    static JsonPath run(String runId) {
        return given().get("/api/v1/runs/" + runId).jsonPath();
    }

    static JsonPath awaitState(String runId, String state) {
        return await().atMost(PATIENCE).until(() -> run(runId), run -> state.equals(run.getString("state")));
    }

    static JsonPath awaitEnd(String runId) {
        return await().atMost(PATIENCE).until(() -> run(runId), run -> List.of("finished", "failed", "cancelled")
                .contains(run.getString("state")));
    }

    static JsonPath model(String runId) {
        JsonPath models = given().get("/api/v1/models").jsonPath();
        Map<String, Object> found = models.getMap("items.find { it.version == '" + runId + "' }");
        return JsonPath.from(Json.text(found));
    }

    static Response promote(String runId, String slot) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("slot", slot, "by", "tester", "reason", "the only one"))
                .post("/api/v1/models/cancernet/" + runId + "/promote");
    }
}
