package io.cancernet.inference;

import static io.cancernet.inference.testing.ScoringClient.PATIENCE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.cancernet.common.event.SlideScored;
import io.cancernet.common.event.SlideUnscored;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.json.Json;
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
import io.cancernet.inference.testing.ScoringClient;
import io.cancernet.inference.testing.TestModels;
import io.cancernet.inference.testing.TestSlide;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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

    @Inject
    ScoringClient client;

    @Inject
    ObjectStore store;

    @Inject
    Deadlines deadlines;

    @Inject
    Sql sql;

    @Inject
    AgroalDataSource database;

    private final String name = UUID.randomUUID().toString();

    @BeforeEach
    void promoteAModel() {
        client.promote("base", 1);
    }

    @Test
    void slideAnnouncedForScoring_isRequestedOnce_andItsResultsAreTold() {
        TestSlide slide = TestSlide.stored(store, name, 40, 20);

        client.publish(slide.forScoring(0), slide.forScoring(0));
        JsonPath request = client.awaitState(slide, "finished");
        client.publish(slide.forScoring(0));
        client.promote("later", 2);
        client.publish(slide.forScoring(0));
        awaitNoJobs(slide);

        assertThat(client.results(slide).getList("items")).hasSize(1);
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
        client.retire();
        TestSlide slide = TestSlide.stored(store, name, 5, 5);
        client.publish(slide.forScoring(3));
        await().atMost(PATIENCE).until(() -> jobs(slide) == 1);
        assertThat(client.results(slide).getList("items")).isEmpty();
        assertThat(client.results(slide).getString("waiting.reason")).contains("no model is live");
        assertThat(Instant.parse(client.results(slide).getString("waiting.since")))
                .isBefore(Instant.now());

        client.promote("after-the-wait", 9);

        JsonPath finished = client.awaitState(slide, "finished");
        assertThat(finished.getString("items[0].model.version")).isEqualTo("after-the-wait");
        awaitNoJobs(slide);
        assertThat(client.results(slide).getString("waiting")).isNull();
    }

    @Test
    void slideThatDoesNotFit_getsARefusedRequest_whichSaysWhatToDo() {
        TestSlide slide = TestSlide.stored(store, name, 5, 5, new MicronsPerPixel(0.5));

        client.publish(slide.forScoring(0));

        JsonPath refused = client.awaitState(slide, "refused");
        assertThat(refused.getString("items[0].error.code")).isEqualTo("model-mismatch");
        assertThat(refused.getString("items[0].error.detail")).contains("ingest the slide again");
        assertThat(refused.getString("waiting")).isNull();
        SlideUnscored told = unscored(refused.getString("items[0].requestId"));
        assertThat(told.ended()).isEqualTo(SlideUnscored.End.REFUSED);
        assertThat(told.slideId()).isEqualTo(slide.slideId());
        assertThat(told.code()).isEqualTo("model-mismatch");
        assertThat(told.reason()).contains("ingest the slide again");
        awaitNoJobs(slide);
        given().get("/api/v1/scoring-requests/%s/heatmap".formatted(refused.getString("items[0].requestId")))
                .then()
                .statusCode(409)
                .body("detail", containsString("refused"));
    }

    @Test
    void files_areServedWithTheirHash_andLieWhereThePatchesDo() throws IOException {
        TestSlide slide = client.announced(TestSlide.stored(store, name, 12, 6));
        String request = client.request(slide);
        client.awaitState(slide, "finished");

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
        client.announced(slide);
        String request = client.request(slide);
        client.awaitState(slide, "finished");
        JsonPath first = client.result(request);
        assertThat(first.getInt("failures.countByCode.'unknown-shard'")).isEqualTo(5);
        assertThat(first.getList("failures.first")).hasSize(5);
        assertThat(first.getBoolean("complete")).isTrue();

        store.put(lost, shard, "application/x-tar");
        client.publish(slide.queued(7, new RequestId(request)));

        List<SlideScored> told = told(request, 2);
        assertThat(told).extracting(SlideScored::revision).containsExactly(1, 2);
        assertThat(told).extracting(SlideScored::scored).containsExactly(5, 6);
        assertThat(told.get(1).heatmap().key())
                .isNotEqualTo(told.get(0).heatmap().key());
        assertThat(client.result(request).getInt("counts.failed")).isEqualTo(4);
        assertThat(Sha256.of(store.get(told.get(0).result().key())))
                .isEqualTo(told.get(0).result().sha256());
    }

    @Test
    void whatBecameOfPatches_isTakenInColumnsPartByPart_andOneByOne() {
        TestSlide slide = TestSlide.stored(store, name, 12, 6);
        store.delete(slide.lines().get(7).image().shard());
        client.announced(slide);
        String request = client.request(slide);
        client.awaitState(slide, "finished");
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
        TestSlide slide = client.announced(TestSlide.stored(store, name, 8, 8));
        String request = client.request(slide);
        client.awaitState(slide, "finished");
        forget(request, slide, 5);

        deadlines.check();
        assertThat(client.get(request).getString("state")).isEqualTo("scoring");
        longAgo(request);
        deadlines.check();

        JsonPath incomplete = client.awaitState(slide, "incomplete");
        assertThat(incomplete.getString("items[0].error.code")).isEqualTo("patches-missing");
        assertThat(incomplete.getInt("items[0].result.missing")).isEqualTo(3);
        assertThat(client.result(request).getList("missing.first"))
                .containsExactlyInAnyOrderElementsOf(slide.lines().subList(5, 8).stream()
                        .map(line -> line.patchId().value())
                        .toList());
        for (int i = 5; i < 8; i++) {
            client.publish(slide.queued(i, new RequestId(request)));
        }
        client.awaitState(slide, "finished");
        List<SlideScored> told = told(request, 3);
        assertThat(told.get(1).complete()).isFalse();
        assertThat(told.get(1).incompleteReason()).contains("3 of 8");
        assertThat(told.get(told.size() - 1).complete()).isTrue();
        assertThat(client.result(request).getInt("counts.missing")).isZero();
    }

    @Test
    void cancelledRequest_staysSo_andSkipsItsPatches() {
        TestSlide slide = client.announced(TestSlide.stored(store, name, 6, 6));
        String request = client.request(slide);
        client.awaitState(slide, "finished");
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
        assertThat(unscored(request).ended()).isEqualTo(SlideUnscored.End.CANCELLED);
        forgetOutcomes(request);
        // Both have the same key, so they are consumed in this order.
        client.publish(slide.queued(0, new RequestId(request)), slide.queued(0, null));
        String patch = slide.lines().get(0).patchId().value();
        assertThat(TopicReader.read(Topic.PATCHES_SCORED.topicName(), 2, PATIENCE, each -> patch.equals(each.key())))
                .hasSize(2);
        assertThat(client.get(request).getString("state")).isEqualTo("cancelled");
        assertThat(sql.any("select 1 from request_patch where request_id = ?", request))
                .isFalse();
    }

    @Test
    void fanOut_goesOnWhereItStopped() {
        TestSlide slide = client.announced(TestSlide.stored(store, name, 1200, 1200));
        String request = client.request(slide);
        client.awaitState(slide, "finished");
        assertThat(client.get(request).getInt("queued")).isEqualTo(1200);
        queueingAgain(request, 1000);
        fanOut(request);

        await().atMost(PATIENCE).until(() -> jobs(FanOut.KIND, request) == 0);

        assertThat(new TopicReader(bootstrapServers()).events(Topic.PATCHES_QUEUED, "requestId", request))
                .hasSize(1400);
    }

    @Test
    void cancelInTheMiddleOfAFanOut_locksNobodyOut() throws SQLException {
        TestSlide slide = client.announced(TestSlide.stored(store, name, 600, 600));
        String request = client.request(slide);
        client.awaitFinished(request);
        queueingAgain(request, 500);
        try (Connection cancel = database.getConnection();
                PreparedStatement hold =
                        cancel.prepareStatement("select 1 from scoring_request where request_id = ? for update");
                PreparedStatement withdraw =
                        cancel.prepareStatement("delete from job where kind = 'fan-out' and id = ?")) {
            cancel.setAutoCommit(false);
            cancel.createStatement().execute("set local lock_timeout = '300ms'");
            hold.setString(1, request);
            hold.execute();
            fanOut(request);
            await().atMost(PATIENCE)
                    .until(() -> sql.any("select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and query like '%scoring_request%'"));
            withdraw.setString(1, request);

            assertThat(withdraw.executeUpdate()).isEqualTo(1);
            cancel.commit();
        }
    }

    @Test
    void objectStoreAway_resultsWait_andAreToldOnce() {
        TestSlide slide = client.announced(TestSlide.stored(store, name, 5, 5));
        String request = client.request(slide);
        client.awaitState(slide, "finished");
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
            assertThat(client.get(request).getString("state")).isEqualTo("scoring");
        } finally {
            SharedStack.start(Server.S3);
        }

        client.awaitState(slide, "finished");
        assertThat(told(request, 2)).extracting(SlideScored::revision).containsExactly(1, 2);
    }

    @Test
    void urgentRequest_overtakesABacklog() {
        client.promote(TestModels.stored(store, "slow-" + name, 1, 96));
        TestSlide backlog = client.announced(TestSlide.stored(store, "backlog-" + name, 1_000, 1_000));
        TestSlide urgent = TestSlide.stored(store, name, 20, 20);
        String first = client.request(backlog);
        await().atMost(PATIENCE).until(() -> client.get(first).getInt("scored") > 0);

        client.publish(urgent.forScoring(5));

        String second = client.awaitState(urgent, "finished").getString("items[0].requestId");
        client.awaitState(backlog, "finished");
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
        TestSlide slide = client.announced(TestSlide.stored(store, name, 3, 3));
        client.promote("newest", 5);

        client.request(slide, ",\"model\":{\"name\":\"test-model\",\"version\":\"base\"},\"priority\":2");
        client.request(slide);
        await().atMost(PATIENCE)
                .until(() -> client.results(slide).getList("items.state").equals(List.of("finished", "finished")));

        assertThat(client.results(slide).getList("items.model.version")).containsExactly("newest", "base");
        given().get("/api/v1/scoring-requests?state=finished&slide=" + slide.slideId())
                .then()
                .body("items.size()", equalTo(2))
                .body("items[1].priority", equalTo(2));
        given().get("/api/v1/scoring-requests?state=bogus").then().statusCode(400);
        given().get("/api/v1/slides/%s/results".formatted("0".repeat(32)))
                .then()
                .statusCode(404);
        client.submit(slide, ",\"model\":{\"name\":\"test-model\",\"version\":\"none\"}")
                .then()
                .statusCode(404);
    }

    /** As if the patches after these were not queued yet. */
    private void queueingAgain(String request, int queued) {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update(
                        "update scoring_request set state = 'queueing', queued = ? where request_id = ?",
                        queued,
                        request));
    }

    private void fanOut(String request) {
        QuarkusTransaction.requiringNew()
                .run(() -> sql.update("insert into job (kind, id, priority) values (?, ?, 0)", FanOut.KIND, request));
    }

    private SlideUnscored unscored(String request) {
        List<SlideUnscored> told = client.told(Topic.SLIDES_UNSCORED, SlideUnscored.class, request, 1);
        assertThat(told).hasSize(1);
        return told.get(0);
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

    private List<SlideScored> told(String request, int atLeast) {
        return client.told(Topic.SLIDES_SCORED, SlideScored.class, request, atLeast);
    }
}
