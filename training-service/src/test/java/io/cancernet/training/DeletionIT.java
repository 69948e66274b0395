package io.cancernet.training;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cancernet.common.event.Topic;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.training.testing.TinyDataset;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Runs and models go for good, unless they are used, and leave a record. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class DeletionIT {

    @Inject
    ObjectStore store;

    @Inject
    EventPublisher publisher;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void modelThatServes_isKeptAndOtherwiseGoneForGood() {
        String before = ModelClient.imported(store, "deleted", 30);
        String model = ModelClient.imported(store, "deleted", 31);
        ModelClient.promote(before, Map.of()).then().statusCode(200);
        ModelClient.promote(model, Map.of()).then().statusCode(200);
        List<String> files = store.list("models/" + model + "/");
        assertThat(files).hasSize(4);

        ModelClient.delete("models/" + model)
                .then()
                .statusCode(409)
                .body("code", equalTo("still-referenced"))
                .body("detail", containsString("slot shadow"));
        ModelClient.delete("models/" + before).then().statusCode(202).body("kind", equalTo("model"));
        ModelClient.decide("shadow", "retire", Map.of("expected", model)).then().statusCode(200);
        String requestedAt = ModelClient.delete("models/" + model)
                .then()
                .statusCode(202)
                .extract()
                .path("requestedAt");

        Map<String, Object> record = awaitFinished(model);
        assertThat(record)
                .containsEntry("by", "tester")
                .containsEntry("reason", "no longer needed")
                .containsEntry("requestedAt", requestedAt);
        assertThat(files(record).keySet().stream().map(String::valueOf)).containsExactlyInAnyOrderElementsOf(files);
        assertThat(store.list("models/" + model + "/")).isEmpty();
        assertThat(ModelClient.delete("models/" + model).<String>path("requestedAt"))
                .as("again changes nothing")
                .isEqualTo(requestedAt);
        given().get("/api/v1/models/" + model).then().statusCode(404);
        ModelClient.promote(model, Map.of()).then().statusCode(404);
        assertThat(ModelClient.get("promotions?model=" + model).getList("items"))
                .as("the ledger remembers")
                .hasSize(1);
        assertThat(ModelClient.model(
                        ModelClient.decide("shadow", "rollback", Map.of()).jsonPath()))
                .as("no roll back to what is gone")
                .isNotIn(model, before);
    }

    @Test
    void runThatEnded_goesWithItsFiles() {
        publisher.publish(List.of(TinyDataset.usual("deleted-run").frozen()));
        String run = TrainingClient.start("deleted-run/1", Map.of("epochs", 1));
        TrainingClient.awaitEnd(run);
        byte[] plot = {1, 2, 3};
        String key = ObjectKeys.runArtefact(new RunId(run), "loss.svg");
        store.put(key, plot, "image/svg+xml");

        ModelClient.delete("runs/" + run).then().statusCode(202).body("kind", equalTo("run"));

        assertThat(files(awaitFinished(run)))
                .isEqualTo(Map.of(key, Sha256.of(plot).value()));
        assertThat(store.list("runs/" + run)).isEmpty();
        given().get("/api/v1/runs/" + run).then().statusCode(404);
        ModelClient.delete("runs/" + run).then().statusCode(202);
        await().atMost(TrainingClient.PATIENCE)
                .until(() -> new TopicReader(kafka).messages(Topic.RUNS, run), told -> told.stream()
                        .anyMatch(each -> each.data().path("change").asText().equals("deleted")));
    }

    @Test
    void requestOfADeletedRun_isRefusedRatherThanMixedWithWhatIsLeftOfIt() {
        publisher.publish(List.of(TinyDataset.usual("deleted-key").frozen()));
        TrainingClient.awaitEnd(TrainingClient.start("deleted-key/1", Map.of("epochs", 1)));
        String run = again().then().statusCode(202).extract().path("runId");
        TrainingClient.awaitEnd(run);
        ModelClient.delete("runs/" + run).then().statusCode(202);

        again().then()
                .statusCode(409)
                .body("code", equalTo("conflict"))
                .body("detail", containsString("was deleted"))
                .body("detail", containsString("new Idempotency-Key"));
        given().get("/api/v1/runs/" + run).then().statusCode(404);
        ModelClient.delete("runs/" + run).then().statusCode(202);
    }

    private static Response again() {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "the key of a deleted run")
                .body(Map.of("dataset", "deleted-key/1", "overrides", Map.of("epochs", 1)))
                .post("/api/v1/runs");
    }

    @Test
    void runThatIsWanted_isKept() {
        TinyDataset dataset = TinyDataset.usual("wanted-run").storeIn(store);
        publisher.publish(dataset.extracted());
        publisher.publish(List.of(dataset.frozen()));
        String run = TrainingClient.start("wanted-run/1", Map.of("epochs", 1000));
        Response refused = ModelClient.delete("runs/" + run);
        given().post("/api/v1/runs/" + run + "/cancel").then().statusCode(202);

        refused.then().statusCode(409).body("detail", containsString("has not ended; cancel it first"));
        TrainingClient.awaitEnd(run);
        ModelClient.delete("runs/" + run).then().statusCode(202);
    }

    @Test
    void deletions_sayWhoAndWhyAndWhatThereIsNot() {
        given().contentType(ContentType.JSON)
                .body(Map.of())
                .delete("/api/v1/runs/20260101-000000-abcdef")
                .then()
                .statusCode(400)
                .body("detail", containsString("by is required"));
        given().delete("/api/v1/models/nowhere/1")
                .then()
                .statusCode(400)
                .body("detail", containsString("by is required"));
        given().body("null")
                .delete("/api/v1/models/nowhere/1")
                .then()
                .statusCode(400)
                .body("detail", containsString("by is required"));
        given().body("gone")
                .delete("/api/v1/runs/20260101-000000-abcdef")
                .then()
                .statusCode(400)
                .body("detail", containsString("not of the form"));
        ModelClient.delete("runs/20260101-000000-abcdef").then().statusCode(404);
        ModelClient.delete("models/nowhere/1").then().statusCode(404);
    }

    private static Map<String, Object> awaitFinished(String id) {
        return await().atMost(TrainingClient.PATIENCE)
                .until(() -> record(ModelClient.get("deletions"), id), record -> record.containsKey("finishedAt"));
    }

    private static Map<?, ?> files(Map<String, Object> record) {
        return (Map<?, ?>) Objects.requireNonNull(record.get("files"));
    }

    private static Map<String, Object> record(JsonPath deletions, String id) {
        return deletions.getMap("items.find { it.id == '" + id + "' }");
    }
}
