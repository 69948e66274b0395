package io.cancernet.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.event.Event;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.event.SlideDeleted;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.postgres.Sql;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.embedded.Server;
import io.cancernet.embedded.SharedStack;
import io.cancernet.inference.slide.AnnouncedSlide;
import io.cancernet.inference.slide.SlideGeometry;
import io.cancernet.inference.slide.SlideRepository;
import io.cancernet.inference.testing.TestModels;
import io.cancernet.inference.testing.TestSlide;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of a slide that dataset-service deleted: nothing. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ErasureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    EventPublisher publisher;

    @Inject
    ObjectStore store;

    @Inject
    SlideRepository slides;

    @Inject
    Sql sql;

    private final String name = UUID.randomUUID().toString();

    @BeforeEach
    void promoteAModel() {
        publish(TestModels.stored(store, "base", 1, 16));
        await().atMost(PATIENCE).until(() -> "base"
                .equals(given().get("/api/v1/models").jsonPath().getString("items[0].model.version")));
    }

    @Test
    void deletedSlide_takesItsScoresRequestsAndResultsAlong() {
        TestSlide slide = announced();
        String request = request(slide);
        await().atMost(PATIENCE).until(() -> "finished".equals(get(request).getString("state")));
        publish(slide.queued(0, null));
        assertThat(store.list("results/" + request + "/")).hasSize(3);

        publish(deleted(slide));

        await().atMost(PATIENCE)
                .until(() -> given().get("/api/v1/scoring-requests/" + request).statusCode() == 404);
        assertThat(rows("score", slide)).isZero();
        assertThat(rows("request_patch", slide)).isZero();
        assertThat(store.list("results/" + request + "/")).isEmpty();
        assertThat(sql.any("select 1 from request_result where request_id = ?", request))
                .isFalse();
        submit(slide, 404);
    }

    @Test
    void deletedSlideThatWasForScoring_isScoredAgainWhenItComesAgain() {
        TestSlide slide = TestSlide.stored(store, name, 5, 5);
        publish(slide.forScoring(0));
        await().atMost(PATIENCE).until(() -> "finished".equals(results(slide).getString("items[0].state")));
        publish(deleted(slide));
        await().atMost(PATIENCE)
                .until(() -> given().get("/api/v1/slides/" + slide.slideId() + "/results")
                                .statusCode()
                        == 404);

        publish(slide.forScoring(0));

        await().atMost(PATIENCE).until(() -> "finished".equals(results(slide).getString("items[0].state")));
        assertThat(results(slide).getInt("items[0].scored")).isEqualTo(5);
    }

    private static JsonPath results(TestSlide slide) {
        return given().get("/api/v1/slides/" + slide.slideId() + "/results").jsonPath();
    }

    @Test
    void goingRequest_failsAndSaysWhy() {
        TestSlide slide = announced();
        String request;
        SharedStack.stop(Server.S3);
        try {
            request = request(slide);
            publish(deleted(slide));
            await().atMost(PATIENCE).until(() -> !isAnnounced(slide));
        } finally {
            SharedStack.start(Server.S3);
        }

        await().atMost(PATIENCE).until(() -> "failed".equals(get(request).getString("state")));
        assertThat(get(request).getString("error.code")).isEqualTo("not-found");
        assertThat(get(request).getString("error.detail")).contains("deleted");
        assertThat(rows("score", slide)).isZero();
        assertThat(rows("request_patch", slide)).isZero();
    }

    @Test
    void announcementFromBeforeTheDeletion_isNotKept_andALaterOneIs() {
        TestSlide slide = announced();
        publish(deleted(slide));
        await().atMost(PATIENCE).until(() -> !isAnnounced(slide));

        slides.save(List.of(announcement(slide, Instant.now().minusSeconds(3600))));
        assertThat(isAnnounced(slide)).isFalse();

        publish(slide.event());
        await().atMost(PATIENCE).until(() -> isAnnounced(slide));
        String request = request(slide);
        await().atMost(PATIENCE).until(() -> get(request).getInt("scored") == 20);
    }

    private TestSlide announced() {
        TestSlide slide = TestSlide.stored(store, name, 20, 10);
        publish(slide.event());
        await().atMost(PATIENCE).until(() -> isAnnounced(slide));
        return slide;
    }

    private boolean isAnnounced(TestSlide slide) {
        return slides.find(slide.slideId()).isPresent();
    }

    private static AnnouncedSlide announcement(TestSlide slide, Instant at) {
        return new AnnouncedSlide(
                slide.slideId(),
                slide.event().caseId(),
                slide.event().extractionId(),
                slide.event().index(),
                new SlideGeometry(slide.event().mpp(), TestSlide.SIDE, TestSlide.SIDE, null),
                slide.lines().size(),
                Purpose.DATASET,
                0,
                at);
    }

    private static SlideDeleted deleted(TestSlide slide) {
        return new SlideDeleted(
                slide.slideId(), List.of(slide.event().extractionId()), false, List.of(), Instant.now());
    }

    private static String request(TestSlide slide) {
        return submit(slide, 202).getString("requestId");
    }

    private static JsonPath submit(TestSlide slide, int status) {
        return given().contentType(ContentType.JSON)
                .body("{\"slideId\":\"%s\"}".formatted(slide.slideId()))
                .post("/api/v1/scoring-requests")
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    private static JsonPath get(String request) {
        return given().get("/api/v1/scoring-requests/" + request).jsonPath();
    }

    private int rows(String table, TestSlide slide) {
        return sql.first(
                        "select count(*) from %s where patch_id = any(?)".formatted(table),
                        row -> row.getInt(1),
                        Sql.texts(slide.lines().stream()
                                .map(line -> line.patchId())
                                .toList()))
                .orElseThrow();
    }

    private void publish(Event... events) {
        publisher.publish(List.of(events));
    }
}
