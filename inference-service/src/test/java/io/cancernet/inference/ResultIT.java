package io.cancernet.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.Event;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.SlideScored;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.json.Json;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.postgres.Sql;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.embedded.Server;
import io.cancernet.embedded.SharedStack;
import io.cancernet.inference.request.Deadlines;
import io.cancernet.inference.request.FanOut;
import io.cancernet.inference.request.FinishQueue;
import io.cancernet.inference.testing.TestModels;
import io.cancernet.inference.testing.TestSlide;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the announcement of a slide, or a request by REST, to its results. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ResultIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SIDE = 16;

    @Inject
    EventPublisher publisher;

    @Inject
    ObjectStore store;

    @Inject
    Deadlines deadlines;

    @Inject
    Sql sql;

    private final String name = UUID.randomUUID().toString();

    @BeforeEach
    void promoteAModel() {
        promote("base", 1);
    }

    @Test
    void slideAnnouncedForScoring_isRequestedOnce_andItsResultsAreTold() {
        TestSlide slide = TestSlide.stored(store, name, 40, 20);

        publish(slide.forScoring(0), slide.forScoring(0));
        JsonPath request = awaitState(slide, "finished");
        publish(slide.forScoring(0));
        promote("later", 2);
        publish(slide.forScoring(0));
        awaitNoJobs(slide);

        assertThat(results(slide).getList("items")).hasSize(1);
        assertThat(request.getString("items[0].model.version")).isEqualTo("base");
        SlideScored told = told(request.getString("items[0].requestId"), 1).get(0);
        assertThat(told.scored()).isEqualTo(40);
        assertThat(told.complete()).isTrue();
        assertThat(told.positive()).isEqualTo(request.getInt("items[0].positive"));
        // 50 px at 4 µm are 0.2 mm.
        assertThat(told.positiveAreaMm2()).isCloseTo(0.04 * told.positive(), within(1e-9));
        for (ObjectRef each : List.of(told.heatmap(), told.geojson(), told.result())) {
            assertThat(Sha256.of(store.get(each.key()))).isEqualTo(each.sha256());
        }
    }

    @Test
    void slideAnnouncedWithoutALiveModel_waits_andIsRequestedUnderTheNextOne() {
        publisher.tombstone(Topic.MODELS_PROMOTED, ModelPromoted.LIVE);
        await().atMost(PATIENCE).until(() -> models().getList("items").isEmpty());
        TestSlide slide = TestSlide.stored(store, name, 5, 5);
        publish(slide.forScoring(3));
        await().atMost(PATIENCE).until(() -> jobs(slide) == 1);
        assertThat(results(slide).getList("items")).isEmpty();

        promote("after-the-wait", 9);

        JsonPath finished = awaitState(slide, "finished");
        assertThat(finished.getString("items[0].model.version")).isEqualTo("after-the-wait");
        awaitNoJobs(slide);
    }

    @Test
    void slideThatDoesNotFit_getsARefusedRequest_whichSaysWhatToDo() {
        TestSlide slide = TestSlide.stored(store, name, 5, 5, new MicronsPerPixel(0.5));

        publish(slide.forScoring(0));

        JsonPath refused = awaitState(slide, "refused");
        assertThat(refused.getString("items[0].error.code")).isEqualTo("model-mismatch");
        assertThat(refused.getString("items[0].error.detail")).contains("ingest the slide again");
        awaitNoJobs(slide);
        given().get("/api/v1/scoring-requests/%s/heatmap".formatted(refused.getString("items[0].requestId")))
                .then()
                .statusCode(409)
                .body("detail", containsString("refused"));
    }

    @Test
    void files_areServedWithTheirHash_andLieWhereThePatchesDo() throws IOException {
        TestSlide slide = announced(TestSlide.stored(store, name, 12, 6));
        String request = request(slide, "");
        awaitState(slide, "finished");

        Response heatmap = given().get("/api/v1/scoring-requests/" + request + "/heatmap");
        Response geojson = given().get("/api/v1/scoring-requests/" + request + "/geojson");
        Response result = given().get("/api/v1/scoring-requests/" + request + "/result");

        for (String each : List.of("heatmap", "geojson", "result")) {
            String path = "/api/v1/scoring-requests/" + request + "/" + each;
            String tag = "\"" + Sha256.of(given().get(path).asByteArray()) + "\"";
            given().get(path).then().statusCode(200).header("ETag", tag);
            given().header("If-None-Match", tag)
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag);
        }
        assertThat(heatmap.contentType()).isEqualTo("image/png");
        assertThat(geojson.contentType()).startsWith("application/geo+json");
        JsonNode features = Json.mapper().readTree(geojson.asByteArray()).path("features");
        assertThat(features).hasSize(12);
        JsonPath json = result.jsonPath();
        assertThat(json.getString("notice")).contains("Research use only");
        assertThat(json.getInt("counts.scored")).isEqualTo(12);
        assertThat(json.getDouble("threshold")).isEqualTo(TestModels.THRESHOLD);
        assertThat(json.getDouble("calibration.slope")).isEqualTo(1);
        assertThat(json.getDouble("heatmapAlignment.originX")).isZero();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(heatmap.asByteArray()));
        // Two patches of one colour have one probability.
        double scale = json.getDouble("heatmapAlignment.scale");
        for (JsonNode one : features) {
            for (JsonNode other : features) {
                if (one.at("/properties/measurements").equals(other.at("/properties/measurements"))) {
                    assertThat(colour(picture, one, scale)).isEqualTo(colour(picture, other, scale));
                }
            }
        }
        assertThat(features.findValues("measurements").stream().distinct().count())
                .isGreaterThan(1);
    }

    @Test
    void brokenPatches_standInTheResult_andRepairedOnesRenewIt() {
        TestSlide slide = TestSlide.stored(store, name, 10, 5);
        String lost = slide.lines().get(7).image().shard();
        byte[] shard = store.get(lost);
        store.delete(lost);
        announced(slide);
        String request = request(slide, "");
        awaitState(slide, "finished");
        JsonPath first = result(request);
        assertThat(first.getInt("failures.countByCode.'unknown-shard'")).isEqualTo(5);
        assertThat(first.getList("failures.first")).hasSize(5);
        assertThat(first.getBoolean("complete")).isTrue();

        store.put(lost, shard, "application/x-tar");
        publish(slide.queued(7, new RequestId(request)));

        List<SlideScored> told = told(request, 2);
        assertThat(told).extracting(SlideScored::revision).containsExactly(1, 2);
        assertThat(told).extracting(SlideScored::scored).containsExactly(5, 6);
        assertThat(told.get(1).heatmap().key())
                .isNotEqualTo(told.get(0).heatmap().key());
        assertThat(result(request).getInt("counts.failed")).isEqualTo(4);
        assertThat(Sha256.of(store.get(told.get(0).result().key())))
                .isEqualTo(told.get(0).result().sha256());
    }

    @Test
    void whatBecameOfPatches_isTakenInColumnsPartByPart_andOneByOne() {
        TestSlide slide = TestSlide.stored(store, name, 12, 6);
        store.delete(slide.lines().get(7).image().shard());
        announced(slide);
        String request = request(slide, "");
        awaitState(slide, "finished");
        String path = "/api/v1/scoring-requests/" + request;

        List<String> places = new ArrayList<>();
        int failed = 0;
        String cursor = "";
        do {
            JsonPath part = given().get(path + "/scores/columns?limit=5&cursor=" + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<Integer> x = part.getList("x");
            List<Integer> y = part.getList("y");
            List<@Nullable Float> probability = part.getList("probability");
            for (int i = 0; i < x.size(); i++) {
                places.add(x.get(i) + "," + y.get(i));
                assertThat(probability.get(i) == null)
                        .isEqualTo(part.getList("failed.number").contains(i));
            }
            failed += part.getList("failed").size();
            assertThat(part.getString("notice")).contains("Research use only");
            cursor = part.getString("next");
        } while (cursor != null);

        assertThat(places)
                .containsExactlyInAnyOrderElementsOf(slide.lines().stream()
                        .map(line -> line.x() + "," + line.y())
                        .toList());
        assertThat(failed).isEqualTo(6);
        given().get(path + "/patches/" + slide.lines().get(7).patchId())
                .then()
                .statusCode(200)
                .body("errorCode", equalTo("unknown-shard"))
                .body("probability", nullValue());
        JsonPath scored = given().get(path + "/patches/" + slide.lines().get(0).patchId())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(scored.getDouble("threshold")).isEqualTo(TestModels.THRESHOLD);
        assertThat(scored.getBoolean("positive")).isEqualTo(scored.getDouble("probability") >= TestModels.THRESHOLD);
        given().get(path + "/patches/" + "0".repeat(32)).then().statusCode(404);
        given().get(path + "/scores/columns?limit=50001").then().statusCode(400);
    }

    @Test
    void requestShortOfPatches_isIncompleteAfterItsDeadline_andFinishedOnceTheyCome() {
        TestSlide slide = announced(TestSlide.stored(store, name, 8, 8));
        String request = request(slide, "");
        awaitState(slide, "finished");
        forget(request, slide, 5);

        deadlines.check();
        assertThat(get(request).getString("state")).isEqualTo("scoring");
        longAgo(request);
        deadlines.check();

        JsonPath incomplete = awaitState(slide, "incomplete");
        assertThat(incomplete.getString("items[0].error.code")).isEqualTo("patches-missing");
        assertThat(incomplete.getInt("items[0].result.missing")).isEqualTo(3);
        assertThat(result(request).getList("missing.first"))
                .containsExactlyInAnyOrderElementsOf(slide.lines().subList(5, 8).stream()
                        .map(line -> line.patchId().value())
                        .toList());
        for (int i = 5; i < 8; i++) {
            publish(slide.queued(i, new RequestId(request)));
        }
        awaitState(slide, "finished");
        List<SlideScored> told = told(request, 3);
        assertThat(told.get(1).complete()).isFalse();
        assertThat(told.get(1).incompleteReason()).contains("3 of 8");
        assertThat(told.get(told.size() - 1).complete()).isTrue();
        assertThat(result(request).getInt("counts.missing")).isZero();
    }

    @Test
    void cancelledRequest_staysSo_andSkipsItsPatches() {
        TestSlide slide = announced(TestSlide.stored(store, name, 6, 6));
        String request = request(slide, "");
        awaitState(slide, "finished");
        given().post("/api/v1/scoring-requests/" + request + "/cancel").then().statusCode(409);
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("update scoring_request set state = 'scoring' where request_id = ?", request));

        for (int i = 0; i < 2; i++) {
            given().post("/api/v1/scoring-requests/" + request + "/cancel")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("cancelled"))
                    .body("error.code", equalTo("cancelled"));
        }
        forgetOutcomes(request);
        // Both have the same key, so they are consumed in this order.
        publish(slide.queued(0, new RequestId(request)), slide.queued(0, null));
        String patch = slide.lines().get(0).patchId().value();
        assertThat(TopicReader.read(Topic.PATCHES_SCORED.topicName(), 2, PATIENCE, each -> patch.equals(each.key())))
                .hasSize(2);
        assertThat(get(request).getString("state")).isEqualTo("cancelled");
        assertThat(sql.any("select 1 from request_patch where request_id = ?", request))
                .isFalse();
    }

    @Test
    void fanOut_goesOnWhereItStopped() {
        TestSlide slide = announced(TestSlide.stored(store, name, 1200, 1200));
        String request = request(slide, "");
        awaitState(slide, "finished");
        assertThat(get(request).getInt("queued")).isEqualTo(1200);
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update("update scoring_request set state = 'queueing', queued = 1000 where request_id = ?", request);
            sql.update("insert into job (kind, id, priority) values (?, ?, 0)", FanOut.KIND, request);
        });

        await().atMost(PATIENCE).until(() -> jobs(FanOut.KIND, request) == 0);

        assertThat(new TopicReader(bootstrapServers()).events(Topic.PATCHES_QUEUED, "requestId", request))
                .hasSize(1400);
    }

    @Test
    void objectStoreAway_resultsWait_andAreToldOnce() {
        TestSlide slide = announced(TestSlide.stored(store, name, 5, 5));
        String request = request(slide, "");
        awaitState(slide, "finished");
        assertThat(told(request, 1)).hasSize(1);
        SharedStack.stop(Server.S3);
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                sql.update("update scoring_request set state = 'scoring' where request_id = ?", request);
                sql.update("update request_result set scored = 4 where request_id = ?", request);
                sql.update("insert into job (kind, id, priority) values (?, ?, 0)", FinishQueue.KIND, request);
            });
            await().atMost(PATIENCE)
                    .until(() -> sql.any(
                            "select 1 from job where kind = ? and id = ? and put_off_for is not null",
                            FinishQueue.KIND,
                            request));
            assertThat(get(request).getString("state")).isEqualTo("scoring");
        } finally {
            SharedStack.start(Server.S3);
        }

        awaitState(slide, "finished");
        assertThat(told(request, 2)).extracting(SlideScored::revision).containsExactly(1, 2);
    }

    @Test
    void urgentRequest_overtakesABacklog() {
        publish(TestModels.stored(store, "slow-" + name, 1, 96));
        await().atMost(PATIENCE)
                .until(() -> models().getString("items[0].model.version").equals("slow-" + name));
        TestSlide backlog = announced(TestSlide.stored(store, "backlog-" + name, 1_000, 1_000));
        TestSlide urgent = TestSlide.stored(store, name, 20, 20);
        String first = request(backlog, "");
        await().atMost(PATIENCE).until(() -> get(first).getInt("scored") > 0);

        publish(urgent.forScoring(5));

        String second = awaitState(urgent, "finished").getString("items[0].requestId");
        awaitState(backlog, "finished");
        assertThat(lastCounted(second)).isBefore(lastCounted(first));
        assertThat(new TopicReader(bootstrapServers()).events(Topic.PATCHES_URGENT, "requestId", second))
                .hasSize(20);
    }

    private Instant lastCounted(String request) {
        return sql.first(
                        "select last_counted_at from scoring_request where request_id = ?",
                        row -> row.getTimestamp(1).toInstant(),
                        request)
                .orElseThrow();
    }

    @Test
    void namedModel_scoresInsteadOfTheLiveOne_andIsARequestOfItsOwn() {
        TestSlide slide = announced(TestSlide.stored(store, name, 3, 3));
        promote("newest", 5);

        request(slide, ",\"model\":{\"name\":\"test-model\",\"version\":\"base\"},\"priority\":2");
        request(slide, "");
        await().atMost(PATIENCE)
                .until(() -> results(slide).getList("items.state").equals(List.of("finished", "finished")));

        assertThat(results(slide).getList("items.model.version")).containsExactly("newest", "base");
        given().get("/api/v1/scoring-requests?state=finished&slide=" + slide.slideId())
                .then()
                .body("items.size()", equalTo(2))
                .body("items[1].priority", equalTo(2));
        given().get("/api/v1/scoring-requests?state=bogus").then().statusCode(400);
        given().get("/api/v1/slides/%s/results".formatted("0".repeat(32)))
                .then()
                .statusCode(404);
        submit(slide, ",\"model\":{\"name\":\"test-model\",\"version\":\"none\"}")
                .then()
                .statusCode(404);
    }

    /** As if some patches had never arrived. */
    private void forget(String request, TestSlide slide, int kept) {
        List<String> lost = slide.lines().stream()
                .skip(kept)
                .map(line -> line.patchId().value())
                .toList();
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update(
                    "delete from request_patch where request_id = ? and patch_id = any(?)", request, Sql.texts(lost));
            sql.update("update scoring_request set state = 'scoring', scored = ? where request_id = ?", kept, request);
        });
    }

    private void forgetOutcomes(String request) {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("delete from request_patch where request_id = ?", request));
    }

    private void longAgo(String request) {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update scoring_request set last_counted_at = now() - interval '2 days' where request_id = ?",
                        request));
    }

    private static int colour(BufferedImage picture, JsonNode feature, double scale) {
        JsonNode corner = feature.at("/geometry/coordinates/0/0");
        int x = (int) ((corner.path(0).asDouble() + TestSlide.SIDE / 2.0) / scale);
        int y = (int) ((corner.path(1).asDouble() + TestSlide.SIDE / 2.0) / scale);
        return picture.getRGB(x, y);
    }

    private void promote(String version, long seed) {
        publish(TestModels.stored(store, version, seed, SIDE));
        await().atMost(PATIENCE)
                .until(() -> version.equals(models().getString("items[0].model.version"))
                        && models().getList("items").size() == 1);
    }

    private static JsonPath models() {
        return given().get("/api/v1/models").then().statusCode(200).extract().jsonPath();
    }

    private TestSlide announced(TestSlide slide) {
        publish(slide.event());
        await().atMost(PATIENCE)
                .until(() -> given().get("/api/v1/slides/" + slide.slideId() + "/results")
                                .statusCode()
                        == 200);
        return slide;
    }

    private static Response submit(TestSlide slide, String more) {
        return given().contentType(ContentType.JSON)
                .body("{\"slideId\":\"%s\"%s}".formatted(slide.slideId(), more))
                .post("/api/v1/scoring-requests");
    }

    private static String request(TestSlide slide, String more) {
        return submit(slide, more).then().statusCode(202).extract().path("requestId");
    }

    private static JsonPath get(String request) {
        return given().get("/api/v1/scoring-requests/" + request).jsonPath();
    }

    private static JsonPath result(String request) {
        return given().get("/api/v1/scoring-requests/" + request + "/result")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath results(TestSlide slide) {
        return given().get("/api/v1/slides/" + slide.slideId() + "/results").jsonPath();
    }

    private static JsonPath awaitState(TestSlide slide, String state) {
        await().atMost(PATIENCE).until(() -> state.equals(results(slide).getString("items[0].state")));
        return results(slide);
    }

    /** Jobs that wait to request the slide. */
    private int jobs(TestSlide slide) {
        return jobs("request-scoring", slide.event().extractionId().value());
    }

    private int jobs(String kind, String id) {
        return sql.first("select count(*) from job where kind = ? and id = ?", row -> row.getInt(1), kind, id)
                .orElseThrow();
    }

    private void awaitNoJobs(TestSlide slide) {
        await().atMost(PATIENCE).until(() -> jobs(slide) == 0);
    }

    private static String bootstrapServers() {
        return Objects.requireNonNull(SharedStack.configuration().get("kafka.bootstrap.servers"));
    }

    private void publish(Event... events) {
        publisher.publish(List.of(events));
    }

    private static List<SlideScored> told(String request, int atLeast) {
        return TopicReader.read(Topic.SLIDES_SCORED.topicName(), atLeast, PATIENCE, each -> request.equals(each.key()))
                .stream()
                .map(each -> {
                    try {
                        return Json.read(each.value(), SlideScored.class);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
