package io.cancernet.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.cancernet.common.event.Event;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.json.Json;
import io.cancernet.common.kafka.CloudEvents;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.kafka.OutgoingRecord;
import io.cancernet.common.network.LoadedModel;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.postgres.Sql;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.embedded.Server;
import io.cancernet.embedded.SharedStack;
import io.cancernet.inference.testing.TestModels;
import io.cancernet.inference.testing.TestSlide;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ScoringIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SIDE = 16;

    @Inject
    EventPublisher publisher;

    @Inject
    ObjectStore store;

    @Inject
    Sql sql;

    private final String name = UUID.randomUUID().toString();

    @BeforeEach
    void promoteAModel() {
        promote("base", 1);
    }

    @Test
    void request_scoresEveryPatchExactlyOnce() {
        TestSlide slide = announced(TestSlide.stored(store, name, 700, 300));

        String request = request(slide);
        JsonPath finished = awaitFinished(request);

        assertThat(finished.getInt("announced")).isEqualTo(700);
        assertThat(finished.getInt("scored")).isEqualTo(700);
        assertThat(finished.getInt("failed")).isZero();
        assertThat(finished.getString("model.version")).isEqualTo("base");
        List<PatchScored> events = eventsOf(request, 700);
        assertThat(events).hasSize(700);
        assertThat(events).extracting(PatchScored::scoreId).doesNotHaveDuplicates();
        assertThat(events)
                .extracting(PatchScored::patchId)
                .containsExactlyInAnyOrderElementsOf(
                        slide.lines().stream().map(line -> line.patchId()).toList());
        assertThat(finished.getInt("positive"))
                .isEqualTo((int) events.stream().filter(PatchScored::positive).count());
        assertThat(allScores(request)).hasSize(700);
        assertProbabilitiesAreTheModels(slide, events);
        assertThat(scoresOf(slide)).isEqualTo(700);
    }

    @Test
    void recordDeliveredTwice_changesNothing_andAnnouncesTheStoredScoreAgain() {
        TestSlide slide = announced(TestSlide.stored(store, name, 30, 30));
        String request = request(slide);
        awaitFinished(request);

        publish(slide.queued(3, new RequestId(request)));
        publish(slide.queued(3, new RequestId(request)));

        PatchId repeated = slide.lines().get(3).patchId();
        List<PatchScored> events = eventsOf(request, 32);
        assertThat(events).hasSize(32);
        assertThat(events.stream()
                        .filter(each -> each.patchId().equals(repeated))
                        .distinct())
                .hasSize(1);
        assertThat(get(request).getInt("scored")).isEqualTo(30);
        assertThat(scoresOf(slide)).isEqualTo(30);
    }

    @Test
    void urgentPatches_overtakeABacklog() {
        TestSlide backlog = TestSlide.stored(store, name, 2000, 1000);
        TestSlide urgent = TestSlide.stored(store, name + "-urgent", 20, 20);
        publisher.publish(
                IntStream.range(0, 2000).mapToObj(i -> backlog.queued(i, null)).toList());

        publisher.publish(IntStream.range(0, 20).mapToObj(urgent::urgent).toList());

        await().atMost(PATIENCE).until(() -> scoresOf(urgent) == 20 && scoresOf(backlog) == 2000);
        assertThat(lastScored(urgent)).isBefore(lastScored(backlog));
    }

    @Test
    void poisonRecords_areDeadLetteredWithTheirCode_andNeighboursAreScored() {
        TestSlide slide = TestSlide.stored(store, name, 8, 8);
        PatchLocation good = slide.lines().get(1).image();
        byte[] truncated = Arrays.copyOf(TestSlide.image(1), 300);
        String truncatedKey = "patches/" + name + "/truncated.tar";
        store.put(truncatedKey, truncated, "application/x-tar");
        publish(
                slide.queued(0, null),
                slide.queued(
                        1, null, new PatchLocation(good.shard(), good.offset(), good.length(), Sha256.of(truncated))),
                slide.queued(2, null, new PatchLocation("patches/none.tar", 0, 10, good.sha256())),
                slide.queued(3, null, new PatchLocation(good.shard(), 1 << 30, good.length(), good.sha256())),
                slide.queued(4, null, new PatchLocation(truncatedKey, 0, 300, Sha256.of(truncated))),
                slide.queued(5, new RequestId("no-such-request")),
                slide.queued(6, null));
        publisher.send(List.of(new OutgoingRecord(
                Topic.PATCHES_QUEUED.topicName(),
                "malformed-" + name,
                "{".getBytes(StandardCharsets.UTF_8),
                CloudEvents.headers("1", "io.cancernet.patches.queued.v1", "test", Instant.now()))));

        assertThat(deadLetterCode(key(slide, 1))).isEqualTo("hash-mismatch");
        assertThat(deadLetterCode(key(slide, 2))).isEqualTo("unknown-shard");
        assertThat(deadLetterCode(key(slide, 3))).isEqualTo("unknown-shard");
        assertThat(deadLetterCode(key(slide, 4))).isEqualTo("undecodable-image");
        assertThat(deadLetterCode(key(slide, 5))).isEqualTo("not-found");
        assertThat(deadLetterCode("malformed-" + name)).isEqualTo("malformed-event");
        await().atMost(PATIENCE).until(() -> scoresOf(slide) == 2);
    }

    @Test
    void brokenPatchOfARequest_countsAsFailed_andRepairedAsScored() {
        TestSlide slide = TestSlide.stored(store, name, 10, 5);
        String lost = slide.lines().get(7).image().shard();
        byte[] shard = store.get(lost);
        store.delete(lost);
        announced(slide);

        String request = request(slide);
        JsonPath finished = awaitFinished(request);
        assertThat(finished.getInt("scored")).isEqualTo(5);
        assertThat(finished.getInt("failed")).isEqualTo(5);

        store.put(lost, shard, "application/x-tar");
        publish(slide.queued(7, new RequestId(request)));

        await().atMost(PATIENCE).until(() -> get(request).getInt("scored") == 6);
        assertThat(get(request).getInt("failed")).isEqualTo(4);
    }

    @Test
    void inlineImage_isScoredWithoutTheStore() {
        PatchId patch = new PatchId(Hashes.identity("inline", name));
        PatchId broken = new PatchId(Hashes.identity("broken", name));
        publish(inline(patch, Base64.getEncoder().encodeToString(TestSlide.image(5))), inline(broken, "no base64!"));

        assertThat(scored(patch).requestId()).isNull();
        assertThat(deadLetterCode(broken.value())).isEqualTo("undecodable-image");
    }

    @Test
    void withoutALiveModel_patchesWait_andRequestsAreRefused() {
        publisher.tombstone(Topic.MODELS_PROMOTED, ModelPromoted.LIVE);
        await().atMost(PATIENCE).until(() -> models().getList("items").isEmpty());
        TestSlide slide = announced(TestSlide.stored(store, name, 3, 3));
        submit(slide.slideId()).statusCode(409).body("code", equalTo("no-live-model"));
        publish(slide.queued(0, null), slide.queued(1, null));

        promote("after-the-wait", 9);

        assertThat(scored(slide.lines().get(0).patchId()).model().version()).isEqualTo("after-the-wait");
        assertThat(scored(slide.lines().get(1).patchId()).model().version()).isEqualTo("after-the-wait");
        assertThat(deadLetters(key(slide, 0), 0, Duration.ZERO)).isEmpty();
    }

    @Test
    void promotionInTheMiddle_leavesTheRequestWithItsModel() {
        TestSlide slide = announced(TestSlide.stored(store, name, 900, 450));
        String first = request(slide);
        promote("newer", 2);
        String second = request(slide);

        assertThat(awaitFinished(first).getInt("scored")).isEqualTo(900);
        assertThat(awaitFinished(second).getInt("scored")).isEqualTo(900);
        assertThat(eventsOf(first, 900))
                .hasSize(900)
                .allMatch(each -> each.model().version().equals("base"));
        assertThat(eventsOf(second, 900))
                .hasSize(900)
                .allMatch(each -> each.model().version().equals("newer"));
    }

    @Test
    void brokenModel_leavesTheOneBeforeLive() {
        ModelPromoted broken = TestModels.stored(store, "broken-" + name, 3, SIDE);
        String files = ObjectKeys.model("test-model", "broken-" + name);
        store.put(files + ModelSpec.WEIGHTS, new byte[] {1, 2, 3}, "application/octet-stream");
        store.put(files + ModelSpec.ONNX, new byte[] {1, 2, 3}, "application/octet-stream");

        publish(broken);

        await().atMost(PATIENCE).until(() -> models().getList("items.state").contains("failed"));
        assertThat(models().getList("items.state")).containsExactly("live", "failed");
        assertThat(models().getString("items[0].model.version")).isEqualTo("base");
        assertThat(models().getString("items[1].error")).contains("sha256");
        given().get("/q/health/ready").then().statusCode(200);
        TestSlide slide = announced(TestSlide.stored(store, name, 5, 5));
        assertThat(awaitFinished(request(slide)).getString("model.version")).isEqualTo("base");
    }

    @Test
    void refusals_sayWhatToDo() {
        submit(new SlideId(Hashes.identity("unknown", name)))
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
        TestSlide finer = announced(TestSlide.stored(store, name, 2, 2, new MicronsPerPixel(0.5)));
        submit(finer.slideId()).statusCode(422).body("code", equalTo("model-mismatch"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/scoring-requests")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-request"));
        given().contentType(ContentType.JSON)
                .post("/api/v1/scoring-requests")
                .then()
                .statusCode(400);
        given().get("/api/v1/scoring-requests/none").then().statusCode(404);
        given().get("/api/v1/scoring-requests?limit=0").then().statusCode(400);
    }

    @Test
    void lostIndex_failsTheRequestWithTheReason() {
        TestSlide slide = TestSlide.stored(store, name, 4, 4);
        store.put(slide.event().index().key(), new byte[] {1}, "application/gzip");
        announced(slide);

        String request = request(slide);

        await().atMost(PATIENCE).until(() -> get(request).getString("state").equals("failed"));
        assertThat(get(request).getString("error.code")).isEqualTo("hash-mismatch");
    }

    @Test
    void objectStoreAway_requestsAndPatchesWait() {
        TestSlide slide = announced(TestSlide.stored(store, name, 60, 30));
        SharedStack.stop(Server.S3);
        String request;
        try {
            request = request(slide);
            publish(slide.queued(0, null), slide.queued(31, null));
            await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> scoresOf(slide) == 0);
        } finally {
            SharedStack.start(Server.S3);
        }

        assertThat(awaitFinished(request).getInt("scored")).isEqualTo(60);
        assertThat(deadLetters(key(slide, 0), 0, Duration.ZERO)).isEmpty();
    }

    @Test
    void databaseAway_patchesWait() {
        TestSlide slide = TestSlide.stored(store, name, 60, 30);
        SharedStack.stop(Server.POSTGRES);
        try {
            publish(IntStream.range(0, 60).mapToObj(i -> slide.queued(i, null)).toArray(Event[]::new));
            given().get("/api/v1/scoring-requests").then().statusCode(503).body("code", equalTo("unavailable"));
        } finally {
            SharedStack.start(Server.POSTGRES);
        }

        await().atMost(PATIENCE).until(() -> scoresOf(slide) == 60);
        assertThat(deadLetters(key(slide, 0), 0, Duration.ZERO)).isEmpty();
    }

    @Test
    void brokerAwayInTheMiddle_losesNothing() {
        TestSlide slide = announced(TestSlide.stored(store, name, 3000, 1000));
        String request = request(slide);
        SharedStack.stop(Server.KAFKA);
        SharedStack.start(Server.KAFKA);

        assertThat(awaitFinished(request).getInt("scored")).isEqualTo(3000);
        assertThat(scoresOf(slide)).isEqualTo(3000);
        // Some are announced twice: a batch that met the outage is announced whole again.
        await().atMost(PATIENCE)
                .until(() -> eventsOf(request, 6000, Duration.ofSeconds(5)).stream()
                                .map(PatchScored::scoreId)
                                .distinct()
                                .count()
                        == 3000);
    }

    /** Each patch has the probability that the network gives to its own image, and they differ. */
    private void assertProbabilitiesAreTheModels(TestSlide slide, List<PatchScored> events) {
        Map<PatchId, PatchScored> byPatch =
                events.stream().collect(Collectors.toMap(PatchScored::patchId, Function.identity()));
        byte[] weights = TestModels.weights(1, SIDE);
        try (LoadedModel model = LoadedModel.load(TestModels.spec("base", SIDE, Sha256.of(weights)), weights)) {
            PatchImageCodec codec = new PatchImageCodec();
            for (IndexLine line : slide.lines()) {
                PatchLocation at = line.image();
                RgbImage image = codec.decode(store.getRange(at.shard(), at.offset(), at.length()));
                assertThat(Objects.requireNonNull(byPatch.get(line.patchId())).probability())
                        .isCloseTo(model.probabilities(List.of(image))[0], within(1e-4));
            }
        }
        assertThat(events.stream().map(PatchScored::probability).distinct().count())
                .isGreaterThan(events.size() / 2);
        assertThat(events).extracting(PatchScored::positive).contains(true, false);
    }

    private Instant lastScored(TestSlide slide) {
        return sql.first(
                        "select max(scored_at) as last from score where slide_id = ?",
                        row -> row.getTimestamp("last").toInstant(),
                        slide.slideId().value())
                .orElseThrow();
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
        await().atMost(PATIENCE).until(() -> sql.first(
                        "select 1 from slide where slide_id = ?",
                        row -> row.getInt(1),
                        slide.slideId().value())
                .isPresent());
        return slide;
    }

    private static io.restassured.response.ValidatableResponse submit(SlideId slide) {
        return given().contentType(ContentType.JSON)
                .body("{\"slideId\":\"%s\"}".formatted(slide))
                .post("/api/v1/scoring-requests")
                .then();
    }

    private static String request(TestSlide slide) {
        return submit(slide.slideId())
                .statusCode(202)
                .body("announced", equalTo(slide.lines().size()))
                .extract()
                .path("requestId");
    }

    private static JsonPath get(String request) {
        return given().get("/api/v1/scoring-requests/" + request)
                .then()
                .extract()
                .jsonPath();
    }

    private static JsonPath awaitFinished(String request) {
        await().atMost(PATIENCE).until(() -> "finished".equals(get(request).getString("state")));
        return get(request);
    }

    private static List<Object> allScores(String request) {
        List<Object> scores = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = given().get("/api/v1/scoring-requests/" + request + "/scores?limit=300&cursor=" + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            scores.addAll(page.getList("items.scoreId"));
            cursor = page.getString("next");
        }
        return scores;
    }

    private void publish(Event... events) {
        publisher.publish(List.of(events));
    }

    private int scoresOf(TestSlide slide) {
        return sql.first(
                        "select count(*) from score where patch_id = any(?)",
                        row -> row.getInt(1),
                        Sql.texts(slide.lines().stream()
                                .map(line -> line.patchId())
                                .toList()))
                .orElseThrow();
    }

    private static String key(TestSlide slide, int patch) {
        return slide.lines().get(patch).patchId().value();
    }

    private static PatchQueued inline(PatchId patch, String image) {
        return new PatchQueued(patch, null, null, null, null, null, null, image);
    }

    private static PatchScored scored(PatchId patch) {
        List<ConsumerRecord<String, byte[]>> found =
                TopicReader.read(Topic.PATCHES_SCORED.topicName(), 1, PATIENCE, each -> patch.value()
                        .equals(each.key()));
        assertThat(found).isNotEmpty();
        return decode(found.get(0));
    }

    private static List<PatchScored> eventsOf(String request, int atLeast) {
        return eventsOf(request, atLeast, PATIENCE);
    }

    private static List<PatchScored> eventsOf(String request, int atLeast, Duration atMost) {
        RequestId id = new RequestId(request);
        return TopicReader.read(
                        Topic.PATCHES_SCORED.topicName(),
                        atLeast,
                        atMost,
                        each -> id.equals(decode(each).requestId()))
                .stream()
                .map(ScoringIT::decode)
                .toList();
    }

    private static PatchScored decode(ConsumerRecord<String, byte[]> each) {
        try {
            return Json.read(each.value(), PatchScored.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String deadLetterCode(String key) {
        List<ConsumerRecord<String, byte[]>> found = deadLetters(key, 1, PATIENCE);
        assertThat(found).as("dead letters of %s", key).hasSize(1);
        return new String(found.get(0).headers().lastHeader("error-code").value(), StandardCharsets.UTF_8);
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters(String key, int atLeast, Duration atMost) {
        return TopicReader.read(Topic.PATCHES_QUEUED.deadLetterName(), atLeast, atMost, each -> key.equals(each.key()));
    }
}
