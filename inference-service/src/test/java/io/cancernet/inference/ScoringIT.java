package io.cancernet.inference;

import static io.cancernet.inference.testing.ScoringClient.PATIENCE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.cancernet.common.event.Event;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.event.SlideUnscored;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
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
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.embedded.Server;
import io.cancernet.embedded.SharedStack;
import io.cancernet.inference.testing.ScoringClient;
import io.cancernet.inference.testing.TestModels;
import io.cancernet.inference.testing.TestSlide;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ScoringIT {

    private static final int SIDE = ScoringClient.SIDE;

    @Inject
    ScoringClient client;

    @Inject
    EventPublisher publisher;

    @Inject
    ObjectStore store;

    @Inject
    Sql sql;

    private final String name = UUID.randomUUID().toString();

    @BeforeEach
    void promoteAModel() {
        client.promote("base", 1);
    }

    @Test
    void request_scoresEveryPatchExactlyOnce() {
        TestSlide slide = client.announced(TestSlide.stored(store, name, 700, 300));

        String request = client.request(slide);
        JsonPath finished = client.awaitFinished(request);

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
        assertThat(client.scoresOf(slide)).isEqualTo(700);
    }

    @Test
    void recordDeliveredTwice_changesNothing_andAnnouncesTheStoredScoreAgain() {
        TestSlide slide = client.announced(TestSlide.stored(store, name, 30, 30));
        String request = client.request(slide);
        client.awaitFinished(request);

        client.publish(slide.queued(3, new RequestId(request)));
        client.publish(slide.queued(3, new RequestId(request)));

        PatchId repeated = slide.lines().get(3).patchId();
        List<PatchScored> events = eventsOf(request, 32);
        assertThat(events).hasSize(32);
        assertThat(events.stream()
                        .filter(each -> each.patchId().equals(repeated))
                        .distinct())
                .hasSize(1);
        assertThat(client.get(request).getInt("scored")).isEqualTo(30);
        assertThat(client.scoresOf(slide)).isEqualTo(30);
    }

    @Test
    void urgentPatches_overtakeABacklog() {
        TestSlide backlog = TestSlide.stored(store, name, 2000, 1000);
        TestSlide urgent = TestSlide.stored(store, name + "-urgent", 20, 20);
        publisher.publish(
                IntStream.range(0, 2000).mapToObj(i -> backlog.queued(i, null)).toList());

        publisher.publish(IntStream.range(0, 20).mapToObj(urgent::urgent).toList());

        await().atMost(PATIENCE).until(() -> client.scoresOf(urgent) == 20 && client.scoresOf(backlog) == 2000);
        assertThat(lastScored(urgent)).isBefore(lastScored(backlog));
    }

    @Test
    void poisonRecords_areDeadLetteredWithTheirCode_andNeighboursAreScored() {
        TestSlide slide = TestSlide.stored(store, name, 8, 8);
        PatchLocation good = slide.lines().get(1).image();
        byte[] truncated = Arrays.copyOf(TestSlide.image(1), 300);
        String truncatedKey = "patches/" + name + "/truncated.tar";
        store.put(truncatedKey, truncated, "application/x-tar");
        client.publish(
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

        assertThat(client.deadLetterCode(key(slide, 1))).isEqualTo("hash-mismatch");
        assertThat(client.deadLetterCode(key(slide, 2))).isEqualTo("unknown-shard");
        assertThat(client.deadLetterCode(key(slide, 3))).isEqualTo("unknown-shard");
        assertThat(client.deadLetterCode(key(slide, 4))).isEqualTo("undecodable-image");
        assertThat(client.deadLetterCode(key(slide, 5))).isEqualTo("not-found");
        assertThat(client.deadLetterCode("malformed-" + name)).isEqualTo("malformed-event");
        await().atMost(PATIENCE).until(() -> client.scoresOf(slide) == 2);
    }

    @Test
    void brokenPatchOfARequest_countsAsFailed_andRepairedAsScored() {
        TestSlide slide = TestSlide.stored(store, name, 10, 5);
        String lost = slide.lines().get(7).image().shard();
        byte[] shard = store.get(lost);
        store.delete(lost);
        client.announced(slide);

        String request = client.request(slide);
        JsonPath finished = client.awaitFinished(request);
        assertThat(finished.getInt("scored")).isEqualTo(5);
        assertThat(finished.getInt("failed")).isEqualTo(5);

        store.put(lost, shard, "application/x-tar");
        client.publish(slide.queued(7, new RequestId(request)));

        await().atMost(PATIENCE).until(() -> client.get(request).getInt("scored") == 6);
        assertThat(client.get(request).getInt("failed")).isEqualTo(4);
    }

    @Test
    void inlineImage_isScoredWithoutTheStore() {
        PatchId patch = new PatchId(Hashes.identity("inline", name));
        PatchId broken = new PatchId(Hashes.identity("broken", name));
        client.publish(
                inline(patch, Base64.getEncoder().encodeToString(TestSlide.image(5))), inline(broken, "no base64!"));

        assertThat(scored(patch).requestId()).isNull();
        assertThat(client.deadLetterCode(broken.value())).isEqualTo("undecodable-image");
    }

    @Test
    void withoutALiveModel_patchesWait_andRequestsAreRefused() {
        client.retire();
        TestSlide slide = client.announced(TestSlide.stored(store, name, 3, 3));
        client.submit(slide, "").then().statusCode(409).body("code", equalTo("no-live-model"));
        client.publish(slide.queued(0, null), slide.queued(1, null));

        client.promote("after-the-wait", 9);

        assertThat(scored(slide.lines().get(0).patchId()).model().version()).isEqualTo("after-the-wait");
        assertThat(scored(slide.lines().get(1).patchId()).model().version()).isEqualTo("after-the-wait");
        assertThat(client.deadLetters(key(slide, 0))).isEmpty();
    }

    @Test
    void promotionInTheMiddle_leavesTheRequestWithItsModel() {
        TestSlide slide = client.announced(TestSlide.stored(store, name, 900, 450));
        String first = client.request(slide);
        client.promote("newer", 2);
        String second = client.request(slide);

        assertThat(client.awaitFinished(first).getInt("scored")).isEqualTo(900);
        assertThat(client.awaitFinished(second).getInt("scored")).isEqualTo(900);
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

        client.publish(broken);

        await().atMost(PATIENCE)
                .until(() -> client.models().getList("items.state").contains("failed"));
        assertThat(client.models().getList("items.state")).containsExactly("live", "failed");
        assertThat(client.models().getString("items[0].model.version")).isEqualTo("base");
        assertThat(client.models().getString("items[1].error")).contains("sha256");
        given().get("/q/health/ready").then().statusCode(200);
        TestSlide slide = client.announced(TestSlide.stored(store, name, 5, 5));
        assertThat(client.awaitFinished(client.request(slide)).getString("model.version"))
                .isEqualTo("base");
    }

    @Test
    void refusals_sayWhatToDo() {
        given().contentType(ContentType.JSON)
                .body("{\"slideId\":\"%s\"}".formatted(Hashes.identity("unknown", name)))
                .post("/api/v1/scoring-requests")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
        TestSlide finer = client.announced(TestSlide.stored(store, name, 2, 2, new MicronsPerPixel(0.5)));
        client.submit(finer, "").then().statusCode(422).body("code", equalTo("model-mismatch"));
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
        client.announced(slide);

        String request = client.request(slide);

        assertThat(client.awaitState(request, "failed").getString("error.code")).isEqualTo("hash-mismatch");
        SlideUnscored told = client.told(Topic.SLIDES_UNSCORED, SlideUnscored.class, request, 1)
                .get(0);
        assertThat(told.ended()).isEqualTo(SlideUnscored.End.FAILED);
        assertThat(told.code()).isEqualTo("hash-mismatch");
    }

    @Test
    void objectStoreAway_requestsAndPatchesWait() {
        TestSlide slide = client.announced(TestSlide.stored(store, name, 60, 30));
        SharedStack.stop(Server.S3);
        String request;
        try {
            request = client.request(slide);
            client.publish(slide.queued(0, null), slide.queued(31, null));
            await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> client.scoresOf(slide) == 0);
        } finally {
            SharedStack.start(Server.S3);
        }

        assertThat(client.awaitFinished(request).getInt("scored")).isEqualTo(60);
        assertThat(client.deadLetters(key(slide, 0))).isEmpty();
    }

    @Test
    void databaseAway_patchesWait() {
        TestSlide slide = TestSlide.stored(store, name, 60, 30);
        SharedStack.stop(Server.POSTGRES);
        try {
            client.publish(
                    IntStream.range(0, 60).mapToObj(i -> slide.queued(i, null)).toArray(Event[]::new));
            given().get("/api/v1/scoring-requests").then().statusCode(503).body("code", equalTo("unavailable"));
        } finally {
            SharedStack.start(Server.POSTGRES);
        }

        await().atMost(PATIENCE).until(() -> client.scoresOf(slide) == 60);
        assertThat(client.deadLetters(key(slide, 0))).isEmpty();
    }

    @Test
    void brokerAwayInTheMiddle_losesNothing() {
        TestSlide slide = client.announced(TestSlide.stored(store, name, 3000, 1000));
        String request = client.request(slide);
        SharedStack.stop(Server.KAFKA);
        SharedStack.start(Server.KAFKA);

        assertThat(client.awaitFinished(request).getInt("scored")).isEqualTo(3000);
        assertThat(client.scoresOf(slide)).isEqualTo(3000);
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

    private static String key(TestSlide slide, int patch) {
        return slide.lines().get(patch).patchId().value();
    }

    private static PatchQueued inline(PatchId patch, String image) {
        return new PatchQueued(patch, null, null, null, null, null, null, image);
    }

    private PatchScored scored(PatchId patch) {
        List<PatchScored> found = client.told(Topic.PATCHES_SCORED, PatchScored.class, patch.value(), 1);
        assertThat(found).isNotEmpty();
        return found.get(0);
    }

    private List<PatchScored> eventsOf(String request, int atLeast) {
        return eventsOf(request, atLeast, PATIENCE);
    }

    private List<PatchScored> eventsOf(String request, int atLeast, Duration atMost) {
        RequestId id = new RequestId(request);
        return client.told(
                Topic.PATCHES_SCORED,
                PatchScored.class,
                each -> id.equals(ScoringClient.read(each, PatchScored.class).requestId()),
                atLeast,
                atMost);
    }
}
