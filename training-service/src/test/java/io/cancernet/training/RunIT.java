package io.cancernet.training;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import ai.onnxruntime.OrtException;
import io.cancernet.common.event.Event;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.network.LoadedModel;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.embedded.Server;
import io.cancernet.embedded.SharedStack;
import io.cancernet.training.testing.OnnxScores;
import io.cancernet.training.testing.TinyDataset;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Runs through real Kafka, Postgres, object store and network. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class RunIT {

    /** The client under test reads numbers as 32-bit floats. */
    private static final double ROUNDING = 1e-6;

    @Inject
    ObjectStore store;

    @Inject
    EventPublisher publisher;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void run_withMissingPatchEvents_fillsGapsAndMakesAModelThatCanBePromoted() throws OrtException {
        TinyDataset dataset = TinyDataset.usual("whole").storeIn(store);
        int gaps = 7;
        publish(dataset, gaps);

        String runId = TrainingClient.start("whole/1", Map.of("epochs", 2));
        JsonPath run = TrainingClient.awaitEnd(runId);

        assertThat(run.getString("state")).as(run.prettify()).isEqualTo("finished");
        assertThat(run.getInt("patchesFromManifest")).isEqualTo(gaps);
        assertThat(run.getInt("patchesFromEvents")).isEqualTo(dataset.lines().size() - gaps);
        assertThat(run.getList("epochs.number")).containsExactly(1, 2);
        assertThat(run.getDouble("metrics.test.rocAuc")).isBetween(0.0, 1.0);
        JsonPath confusion = run.setRootPath("metrics.test.atThreshold.confusion");
        assertThat(confusion.getInt("tn") + confusion.getInt("fp")).isEqualTo(12);
        assertThat(confusion.getInt("tp") + confusion.getInt("fn")).isEqualTo(8);
        run.setRootPath("");
        recordsWhatItRanWith(run, dataset);
        leavesAVerifiedModel(runId);
        assertThat(changes(runId, "finished"))
                .containsExactly("queued", "started", "epoch-finished", "epoch-finished", "finished");
        scoresAlikeAsOnnx(runId, dataset);
        isRefusedByGates(runId);
        isPromotedOnce(runId);
        isKeptForItsModel(runId);
        isFoundByItsMetrics(runId, run.getDouble("metrics.test.brier"));
    }

    private static void isFoundByItsMetrics(String runId, double brier) {
        String columns = "&columns=runId,epochsFinished,test.brier,test.atThreshold.confusion.tp";
        JsonPath found = given().queryParam(
                        "metric", "test.brier>=" + (brier - ROUNDING), "test.brier<=" + (brier + ROUNDING))
                .get("/api/v1/runs?dataset=whole/1&sort=test.brier" + columns)
                .jsonPath();
        assertThat(found.getList("items.runId")).containsExactly(runId);
        assertThat(found.getInt("items[0].epochsFinished")).isEqualTo(2);
        assertThat(found.getDouble("items[0].metrics.'test.brier'")).isEqualTo(brier, within(ROUNDING));
        assertThat(given().get("/api/v1/runs/metrics").jsonPath().<String>getList("items"))
                .contains("test.brier", "validation.atHalf.confusion.tn", "test.atThreshold.balancedAccuracy");
        assertThat(given().get("/api/v1/runs/" + runId + "/epochs?after=1")
                        .jsonPath()
                        .getList("items.number"))
                .containsExactly(2);
        String export = given().get("/api/v1/runs/export?dataset=whole/1").asString();
        assertThat(export.lines()).hasSize(1);
        assertThat(JsonPath.from(export).getDouble("test_brier")).isEqualTo(brier, within(ROUNDING));
        assertThat(JsonPath.from(export).getString("model_version")).isEqualTo(runId);
    }

    private static void recordsWhatItRanWith(JsonPath run, TinyDataset dataset) {
        assertThat(run.getInt("settings.epochs")).isEqualTo(2);
        assertThat(run.getInt("settings.batchSize")).isEqualTo(32);
        assertThat(run.getDouble("settings.optimizer.learningRate")).isEqualTo(0.01);
        assertThat(run.getLong("seed")).isEqualTo(42);
        assertThat(run.getString("datasetManifestSha256"))
                .isEqualTo(dataset.frozen().manifest().sha256().value());
        assertThat(run.getString("environment.engine")).startsWith("PyTorch");
        assertThat(run.getString("codeVersion")).isNotBlank();
        assertThat(run.getBoolean("leaky")).isFalse();
    }

    private void leavesAVerifiedModel(String runId) {
        JsonPath model = TrainingClient.model(runId);
        assertThat(Sha256.of(store.get(model.getString("weights.key"))).value())
                .isEqualTo(model.getString("weights.sha256"));
        assertThat(Sha256.of(store.get(model.getString("spec.key"))).value()).isEqualTo(model.getString("spec.sha256"));
    }

    private void isPromotedOnce(String runId) {
        for (int i = 0; i < 2; i++) {
            TrainingClient.promote(runId, "live").then().statusCode(200).body("model.version", equalTo(runId));
        }
        assertThat(given().get("/api/v1/promotions?model=cancernet/" + runId)
                        .jsonPath()
                        .getList("items"))
                .hasSize(1);
        JsonPath model = TrainingClient.model(runId);
        assertThat(model.getList("slots")).containsExactly("live");
        List<TopicReader.Message> promotions =
                await().atMost(TrainingClient.PATIENCE).until(() -> promotionsOf(runId), found -> !found.isEmpty());
        assertThat(promotions).hasSize(1);
        TopicReader.Message promotion = promotions.get(0);
        assertThat(promotion.data().at("/input/mpp").asDouble()).isEqualTo(4);
        assertThat(promotion.data().at("/weights/sha256").asText()).isEqualTo(model.getString("weights.sha256"));
    }

    private List<TopicReader.Message> promotionsOf(String runId) {
        return new TopicReader(kafka)
                .messages(Topic.MODELS_PROMOTED, "live").stream()
                        .filter(each ->
                                each.data().at("/model/version").asText().equals(runId))
                        .toList();
    }

    /** A single test case has no intervals, and what is not known passes no gate. */
    private static void isRefusedByGates(String runId) {
        given().contentType(ContentType.JSON)
                .body(Map.of("by", "tester", "reason", "gated", "gates", Map.of("maximumIntervalWidth", 0.5)))
                .post("/api/v1/models/cancernet/" + runId + "/promote")
                .then()
                .statusCode(422)
                .body("code", equalTo("promotion-refused"))
                .body("detail", containsString("too few cases"));
    }

    private static void isKeptForItsModel(String runId) {
        ModelClient.delete("runs/" + runId)
                .then()
                .statusCode(409)
                .body("detail", containsString("model cancernet/" + runId));
    }

    private void scoresAlikeAsOnnx(String runId, TinyDataset dataset) throws OrtException {
        JsonPath model = TrainingClient.model(runId);
        ModelSpec spec = ModelSpec.fromJson(store.get(model.getString("spec.key")));
        List<RgbImage> images = dataset.lines().subList(0, 30).stream()
                .map(ManifestLine::image)
                .map(patch ->
                        new PatchImageCodec().decode(store.getRange(patch.shard(), patch.offset(), patch.length())))
                .toList();
        float[] expected;
        try (LoadedModel loaded = LoadedModel.load(spec, store.get(model.getString("weights.key")))) {
            expected = loaded.logitDifferences(images);
        }
        byte[] onnx = store.get(ObjectKeys.model("cancernet", runId) + ModelSpec.ONNX);
        assertThat(OnnxScores.differences(onnx, spec.input(), images)).containsExactly(expected, within(1e-4f));
    }

    @Test
    void storesThatGoAwayInTheMiddle_costNothing() {
        TinyDataset dataset = TinyDataset.usual("outage").storeIn(store);
        publish(dataset, 0);
        String runId = TrainingClient.start("outage/1", Map.of("epochs", 3));
        await().atMost(TrainingClient.PATIENCE)
                .until(() -> !TrainingClient.run(runId).getList("epochs").isEmpty());

        for (Server server : List.of(Server.POSTGRES, Server.S3, Server.KAFKA)) {
            SharedStack.stop(server);
            SharedStack.start(server);
        }

        JsonPath run = TrainingClient.awaitEnd(runId);
        assertThat(run.getString("state")).as(run.prettify()).isEqualTo("finished");
        assertThat(run.getList("epochs.number")).containsExactly(1, 2, 3);
        leavesAVerifiedModel(runId);
        assertThat(changes(runId, "finished").stream().distinct())
                .containsExactly("queued", "started", "epoch-finished", "finished");
    }

    @Test
    void cancelledRun_stopsWhileAnotherWaitsAndTheWaitingOneAtOnce() {
        TinyDataset dataset = TinyDataset.usual("cancel").storeIn(store);
        publish(dataset, 0);
        String running = TrainingClient.start("cancel/1", Map.of("epochs", 1000));
        TrainingClient.awaitState(running, "running");
        String waiting = TrainingClient.start("cancel/1", Map.of("epochs", 1000));

        cancel(waiting).then().statusCode(202).body("state", equalTo("cancelled"));
        cancel(running).then().statusCode(202);

        TrainingClient.awaitState(running, "cancelled");
        assertThat(changes(running, "cancelled"))
                .startsWith("queued", "started")
                .endsWith("cancelled");
        assertThat(changes(waiting, "cancelled")).containsExactly("queued", "cancelled");
        assertThat(store.list("models/cancernet/" + running)).isEmpty();
        cancel(running).then().statusCode(202).body("state", equalTo("cancelled"));
    }

    @Test
    void testSplitOfOneClass_leavesUndefinedMetricsAbsent() {
        TinyDataset dataset = new TinyDataset("one-class")
                .add("a", Split.TRAIN, 16, 16)
                .add("b", Split.VALIDATION, 6, 6)
                .add("c", Split.TEST, 8, 0)
                .storeIn(store);
        publish(dataset, 0);

        JsonPath run = TrainingClient.awaitEnd(TrainingClient.start("one-class/1", Map.of("epochs", 1)));

        assertThat(run.getString("state")).as(run.prettify()).isEqualTo("finished");
        Map<String, Object> test = run.getMap("metrics.test");
        assertThat(test).containsKey("brier").doesNotContainKey("rocAuc");
        assertThat(run.getMap("metrics.test.atHalf")).containsKey("specificity").doesNotContainKey("sensitivity");
        assertThat(run.getMap("metrics.validation")).containsKey("rocAuc");
    }

    @Test
    void brokenManifest_failsTheRunWithItsReason() {
        TinyDataset dataset = TinyDataset.usual("broken").storeIn(store);
        store.put(ObjectKeys.manifest(dataset.version()), new byte[] {1, 2, 3}, "application/gzip");
        publish(dataset, 0);

        String runId = TrainingClient.start("broken/1", Map.of("epochs", 1));
        JsonPath run = TrainingClient.awaitEnd(runId);

        assertThat(run.getString("state")).isEqualTo("failed");
        assertThat(run.getString("error.code")).isEqualTo("manifest-invalid");
        assertThat(run.getString("error.detail")).contains("sha256");
        assertThat(changes(runId, "failed")).containsExactly("queued", "started", "failed");
    }

    @Test
    void missingShard_failsTheRunByName() {
        TinyDataset dataset = TinyDataset.usual("no-shard").storeIn(store);
        store.delete(dataset.firstShard());
        publish(dataset, 0);

        JsonPath run = TrainingClient.awaitEnd(TrainingClient.start("no-shard/1", Map.of("epochs", 1)));

        assertThat(run.getString("error.code")).isEqualTo("unknown-shard");
        assertThat(run.getString("error.detail"))
                .contains("32 of the dataset's 136 patches are missing", dataset.firstShard());
    }

    @Test
    void refusedRequests_sayWhatIsWrong() {
        publisher.publish(List.of(TinyDataset.usual("refusals").frozen()));
        TrainingClient.post(Map.of("dataset", "nowhere/1"))
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("freeze it"));
        TrainingClient.post(Map.of("dataset", "refusals/1", "overrides", Map.of("epoch", 3)))
                .then()
                .statusCode(422)
                .body("code", equalTo("recipe-invalid"))
                .body("detail", containsString("epoch"));
        TrainingClient.post(Map.of("dataset", "refusals/1", "recipe", "resnet"))
                .then()
                .statusCode(422)
                .body("detail", containsString("cancernet-variant"));
        TrainingClient.post(Map.of("dataset", "refusals/1", "overides", Map.of()))
                .then()
                .statusCode(400);
        TrainingClient.promote("20260101-000000-abcdef", "live").then().statusCode(404);
        given().get("/api/v1/runs/20260101-000000-abcdef").then().statusCode(404);
        given().get("/api/v1/runs?state=sleeping").then().statusCode(400).body("detail", containsString("sleeping"));
        given().get("/api/v1/runs?cursor=abc").then().statusCode(400);
    }

    @Test
    void sameKey_meansTheSameRunAndListsArePaged() {
        publisher.publish(List.of(TinyDataset.usual("keys").frozen()));
        await().atMost(TrainingClient.PATIENCE).until(() -> keyed("a").statusCode() == 202);
        String first = keyed("a").then().statusCode(202).extract().path("runId");
        assertThat(keyed("a").then().extract().<String>path("runId")).isEqualTo(first);
        String second = keyed("b").then().statusCode(202).extract().path("runId");
        assertThat(second).isNotEqualTo(first);

        JsonPath page = given().get("/api/v1/runs?dataset=keys/1&limit=1").jsonPath();
        assertThat(page.getList("items.runId")).containsExactly(second);
        JsonPath next = given().queryParam("cursor", page.getString("next"))
                .get("/api/v1/runs?dataset=keys/1&recipe=cancernet&limit=1")
                .jsonPath();
        assertThat(next.getList("items.runId")).containsExactly(first);
        assertThat(next.getString("next")).isNull();
    }

    @Test
    void recipesHealthAndMetrics_areServed() {
        assertThat(given().get("/api/v1/recipes").jsonPath().getList("items.name"))
                .contains("cancernet", "cancernet-variant");
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("cancernet_training_runs"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/api/v1/runs"));
    }

    private static Response keyed(String key) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("dataset", "keys/1", "overrides", Map.of("epochs", 1)))
                .post("/api/v1/runs");
    }

    private static Response cancel(String runId) {
        return given().post("/api/v1/runs/" + runId + "/cancel");
    }

    private void publish(TinyDataset dataset, int leftOut) {
        List<Event> events = new ArrayList<>(
                dataset.extracted().subList(leftOut, dataset.lines().size()));
        events.add(dataset.frozen());
        publisher.publish(events);
    }

    /** What the run's events tell, once the outbox has told of its end. */
    private List<String> changes(String runId, String end) {
        return await().atMost(TrainingClient.PATIENCE)
                .until(
                        () -> new TopicReader(kafka)
                                .messages(Topic.RUNS, runId).stream()
                                        .map(each -> each.data().get("change").asText())
                                        .toList(),
                        found -> found.contains(end));
    }
}
