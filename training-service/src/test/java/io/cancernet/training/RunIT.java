package io.cancernet.training;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cancernet.common.event.Event;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.training.testing.TinyDataset;
import io.cancernet.training.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class RunIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject
    ObjectStore store;

    @Inject
    EventPublisher publisher;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void run_withMissingPatchEvents_fillsGapsAndMakesAModelThatCanBePromoted() {
        TinyDataset dataset = TinyDataset.usual("whole").storeIn(store);
        int gaps = 7;
        publish(dataset, gaps);

        String runId = start("whole/1", Map.of("epochs", 2));
        JsonPath run = awaitEnd(runId);

        assertThat(run.getString("state")).as(run.prettify()).isEqualTo("finished");
        assertThat(run.getInt("patchesFromManifest")).isEqualTo(gaps);
        assertThat(run.getInt("patchesFromEvents")).isEqualTo(dataset.lines().size() - gaps);
        assertThat(run.getList("epochs.number")).containsExactly(1, 2);
        assertThat(run.getDouble("metrics.test.rocAuc")).isBetween(0.0, 1.0);
        assertThat(run.getInt("metrics.test.atThreshold.confusion.tn")
                        + run.getInt("metrics.test.atThreshold.confusion.fp")
                        + run.getInt("metrics.test.atThreshold.confusion.fn")
                        + run.getInt("metrics.test.atThreshold.confusion.tp"))
                .isEqualTo(20);
        assertThat(run.getInt("settings.epochs")).isEqualTo(2);
        assertThat(run.getInt("settings.batchSize")).isEqualTo(32);
        assertThat(run.getString("datasetManifestSha256"))
                .isEqualTo(dataset.frozen().manifest().sha256().value());
        assertThat(run.getString("environment.engine")).startsWith("PyTorch");
        assertThat(run.getString("codeVersion")).isNotBlank();

        JsonPath model = model(runId);
        assertThat(Sha256.of(store.get(model.getString("weights.key"))).value())
                .isEqualTo(model.getString("weights.sha256"));
        assertThat(Sha256.of(store.get(model.getString("spec.key"))).value()).isEqualTo(model.getString("spec.sha256"));
        assertThat(changes(runId)).containsExactly("queued", "started", "epoch-finished", "epoch-finished", "finished");

        promotesOnce(runId);
    }

    private void promotesOnce(String runId) {
        for (int i = 0; i < 2; i++) {
            given().contentType(ContentType.JSON)
                    .body(Map.of("slot", "live", "by", "tester", "reason", "the only one"))
                    .post("/api/v1/models/cancernet/" + runId + "/promote")
                    .then()
                    .statusCode(200)
                    .body("model.version", equalTo(runId));
        }
        assertThat(given().get("/api/v1/promotions").jsonPath().getList("items"))
                .hasSize(1);
        assertThat(model(runId).getList("slots")).containsExactly("live");
        List<TopicReader.Message> promotions = await().atMost(PATIENCE)
                .until(() -> new TopicReader(kafka).read(Topic.MODELS_PROMOTED, "live"), found -> !found.isEmpty());
        assertThat(promotions).hasSize(1);
        assertThat(promotions.get(0).data().at("/model/version").asText()).isEqualTo(runId);
        assertThat(promotions.get(0).data().at("/input/mpp").asDouble()).isEqualTo(4);
        assertThat(promotions.get(0).data().at("/weights/sha256").asText())
                .isEqualTo(model(runId).getString("weights.sha256"));
    }

    @Test
    void runOfUnknownDataset_isRefusedWithAdvice() {
        given().contentType(ContentType.JSON)
                .body(Map.of("dataset", "nowhere/1"))
                .post("/api/v1/runs")
                .then()
                .statusCode(404)
                .body("detail", containsString("freeze it"));
    }

    private void publish(TinyDataset dataset, int leftOut) {
        List<Event> events = new ArrayList<>(
                dataset.extracted().subList(leftOut, dataset.lines().size()));
        events.add(dataset.frozen());
        publisher.publish(events);
    }

    private String start(String dataset, Map<String, Object> overrides) {
        return await().atMost(PATIENCE)
                .until(
                        () -> given().contentType(ContentType.JSON)
                                .body(Map.of("dataset", dataset, "recipe", "cancernet", "overrides", overrides))
                                .post("/api/v1/runs"),
                        response -> response.statusCode() != 404)
                .then()
                .statusCode(202)
                .extract()
                .path("runId");
    }

    private static JsonPath awaitEnd(String runId) {
        return await().atMost(PATIENCE)
                .until(
                        () -> given().get("/api/v1/runs/" + runId).jsonPath(),
                        run -> List.of("finished", "failed", "cancelled").contains(run.getString("state")));
    }

    private static JsonPath model(String runId) {
        JsonPath models = given().get("/api/v1/models").jsonPath();
        return JsonPath.from(io.cancernet.training.json.JsonColumn.write(
                models.getMap("items.find { it.version == '" + runId + "' }")));
    }

    /** The run's events, once the outbox has told of the end. */
    private List<String> changes(String runId) {
        return await().atMost(PATIENCE)
                .until(
                        () -> new TopicReader(kafka)
                                .read(Topic.RUNS, runId).stream()
                                        .map(each -> each.data().get("change").asText())
                                        .toList(),
                        found -> found.contains("finished"));
    }
}
