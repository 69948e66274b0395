package io.cancernet.inference;

import static io.cancernet.inference.testing.ScoringClient.PATIENCE;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.event.SlideDeleted;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.postgres.Sql;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.embedded.Server;
import io.cancernet.embedded.SharedStack;
import io.cancernet.inference.request.FinishQueue;
import io.cancernet.inference.slide.AnnouncedSlide;
import io.cancernet.inference.slide.SlideGeometry;
import io.cancernet.inference.slide.SlideRepository;
import io.cancernet.inference.testing.ScoringClient;
import io.cancernet.inference.testing.TestSlide;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of a slide that dataset-service deleted: nothing. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ErasureIT {

    @Inject
    ScoringClient client;

    @Inject
    AgroalDataSource database;

    @Inject
    ObjectStore store;

    @Inject
    SlideRepository slides;

    @Inject
    Sql sql;

    private final String name = UUID.randomUUID().toString();

    @BeforeEach
    void promoteAModel() {
        client.promote("base", 1);
    }

    @Test
    void deletedSlide_takesItsScoresRequestsAndResultsAlong() {
        TestSlide slide = announced();
        String request = client.request(slide);
        client.awaitFinished(request);
        client.publish(slide.queued(0, null));
        assertThat(store.list("results/" + request + "/")).hasSize(3);

        client.publish(deleted(slide));

        await().atMost(PATIENCE)
                .until(() -> given().get("/api/v1/scoring-requests/" + request).statusCode() == 404);
        assertThat(rows("score", slide)).isZero();
        assertThat(rows("request_patch", slide)).isZero();
        assertThat(store.list("results/" + request + "/")).isEmpty();
        assertThat(sql.any("select 1 from request_result where request_id = ?", request))
                .isFalse();
        client.submit(slide, "").then().statusCode(404);
    }

    @Test
    void deletedSlideThatWasForScoring_isScoredAgainWhenItComesAgain() {
        TestSlide slide = TestSlide.stored(store, name, 5, 5);
        client.publish(slide.forScoring(0));
        client.awaitState(slide, "finished");
        client.publish(deleted(slide));
        await().atMost(PATIENCE)
                .until(() -> given().get("/api/v1/slides/" + slide.slideId() + "/results")
                                .statusCode()
                        == 404);

        client.publish(slide.forScoring(0));

        client.awaitState(slide, "finished");
        assertThat(client.results(slide).getInt("items[0].scored")).isEqualTo(5);
        JsonPath entries = given().queryParam("subject", slide.slideId().value())
                .get("/api/v1/audit")
                .jsonPath();
        assertThat(entries.getList("items.action", String.class))
                .containsExactly("scoring-announced", "slide-purged", "scoring-announced");
        assertThat(entries.getList("items.address", String.class))
                .allSatisfy(address -> assertThat(address).startsWith("kafka:cancernet.slides."));
        List<Object> requested = given().queryParam("action", "scoring-requested")
                .get("/api/v1/audit")
                .jsonPath()
                .getList("items.details.slideId");
        assertThat(requested).filteredOn(slide.slideId().value()::equals).hasSize(2);
    }

    @Test
    void slideDeletedWhileItsResultsAreWritten_leavesNoFiles() throws SQLException {
        TestSlide slide = announced();
        String request = client.request(slide);
        client.awaitFinished(request);
        try (Connection blocker = database.getConnection()) {
            blocker.setAutoCommit(false);
            // Whoever writes results looks the model up before there are files.
            blocker.createStatement().execute("lock table model in access exclusive mode");
            finishAgain(request);
            await().atMost(PATIENCE)
                    .until(() -> sql.any(
                            "select 1 from pg_locks where relation = 'inference.model'::regclass and not granted"));
            client.publish(deleted(slide));
            // One that somebody asked for stays and says why.
            client.awaitState(request, "failed");
            blocker.rollback();
        }
        // One worker writes all results, one after the other.
        TestSlide next = client.announced(TestSlide.stored(store, name + "-next", 5, 5));
        client.awaitFinished(client.request(next));

        assertThat(store.list("results/" + request + "/")).isEmpty();
    }

    private void finishAgain(String request) {
        QuarkusTransaction.requiringNew().run(() -> {
            sql.update("update scoring_request set state = 'scoring' where request_id = ?", request);
            sql.update("insert into job (kind, id, priority) values (?, ?, 0)", FinishQueue.KIND, request);
        });
    }

    @Test
    void goingRequest_failsAndSaysWhy() {
        TestSlide slide = announced();
        String request;
        SharedStack.stop(Server.S3);
        try {
            request = client.request(slide);
            client.publish(deleted(slide));
            await().atMost(PATIENCE).until(() -> !isAnnounced(slide));
        } finally {
            SharedStack.start(Server.S3);
        }

        client.awaitState(request, "failed");
        assertThat(client.get(request).getString("error.code")).isEqualTo("not-found");
        assertThat(client.get(request).getString("error.detail")).contains("deleted");
        assertThat(rows("score", slide)).isZero();
        assertThat(rows("request_patch", slide)).isZero();
    }

    @Test
    void announcementFromBeforeTheDeletion_isNotKept_andALaterOneIs() {
        TestSlide slide = announced();
        client.publish(deleted(slide));
        await().atMost(PATIENCE).until(() -> !isAnnounced(slide));

        slides.save(List.of(announcement(slide, Instant.now().minusSeconds(3600))));
        assertThat(isAnnounced(slide)).isFalse();

        client.publish(slide.event());
        await().atMost(PATIENCE).until(() -> isAnnounced(slide));
        String request = client.request(slide);
        await().atMost(PATIENCE).until(() -> client.get(request).getInt("scored") == 20);
    }

    private TestSlide announced() {
        TestSlide slide = TestSlide.stored(store, name, 20, 10);
        client.publish(slide.event());
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

    private int rows(String table, TestSlide slide) {
        return sql.first(
                        "select count(*) from %s where patch_id = any(?)".formatted(table),
                        row -> row.getInt(1),
                        Sql.texts(slide.lines().stream()
                                .map(line -> line.patchId())
                                .toList()))
                .orElseThrow();
    }
}
