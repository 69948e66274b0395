package io.cancernet.training;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.event.Event;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.Split;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.training.testing.TinyDataset;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Studies through the whole service. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class StudyIT {

    private static final int FOLDS = 3;
    private static final String STUDIES = "/api/v1/studies";

    @Inject
    ObjectStore store;

    @Inject
    EventPublisher publisher;

    @Inject
    AgroalDataSource database;

    @Test
    void folds_becomeOneSummaryBesideTheLeakySplit() {
        for (int fold = 0; fold < FOLDS; fold++) {
            publish(fold("study", fold));
        }
        publish(leaky("study-random"));
        Map<String, Object> body = Map.of(
                "name",
                "split against split",
                "recipes",
                List.of(Map.of("recipe", "cancernet", "overrides", Map.of("epochs", 1))),
                "seeds",
                List.of(5),
                "datasets",
                List.of("study-random/1"),
                "folds",
                List.of("study"));

        String id = startOnceKnown("folds", body);
        String again = start("folds", body).then().statusCode(202).extract().path("studyId");
        JsonPath study = awaitEnd(id);

        assertThat(again).isEqualTo(id);
        assertThat(study.getString("state")).as(study.prettify()).isEqualTo("finished");
        assertThat(study.getInt("counts.finished")).isEqualTo(FOLDS + 1);
        assertThat(study.getList("runs.dataset")).startsWith("study-random/1").contains("study-fold2of3/1");
        given().get("/api/v1/runs?tag=study:" + id + "&columns=runId").then().body("items.size()", equalTo(FOLDS + 1));
        start("folds", Map.of("recipes", body.get("recipes"), "datasets", List.of("study-random/1")))
                .then()
                .statusCode(409);
        isTrainedRunByRun(id);
        isSummedUp(id);
        isListed(id);
    }

    /** The engine's gradients and seed are global to a process. */
    private static void isTrainedRunByRun(String id) {
        List<Map<String, String>> runs = given().get(
                        "/api/v1/runs?tag=study:" + id + "&columns=runId,startedAt,finishedAt")
                .jsonPath()
                .getList("items");
        List<Map<String, String>> byStart = runs.stream()
                .sorted(Comparator.comparing(run -> Instant.parse(run.get("startedAt"))))
                .toList();
        for (int i = 1; i < byStart.size(); i++) {
            assertThat(Instant.parse(byStart.get(i).get("startedAt")))
                    .as("one training at a time: %s", byStart)
                    .isAfterOrEqualTo(Instant.parse(byStart.get(i - 1).get("finishedAt")));
        }
    }

    private static void isSummedUp(String id) {
        JsonPath summary = given().get(STUDIES + "/" + id + "/summary").jsonPath();
        assertThat(summary.getBoolean("complete")).isTrue();
        assertThat(summary.getList("leftOut")).isEmpty();
        String arm = "arms.find { it.name.datasets == 'study/1 in 3 folds' && it.name.scoring == 'single-patches' }";
        assertThat(summary.getInt(arm + ".pooled.cases")).isEqualTo(2 * FOLDS);
        assertThat(summary.getInt(arm + ".byRun.rocAuc.count")).isEqualTo(FOLDS);
        assertThat(summary.getInt(arm + ".runs[0].validationCases")).isEqualTo(2 * (FOLDS - 1));
        String optimism = "differences.find { it.kind == 'optimism' }";
        assertThat(summary.getBoolean(optimism + ".leaky")).isTrue();
        assertThat(summary.getMap(optimism + ".pooled")).containsKey("rocAuc");
        given().get(STUDIES + "/" + id + "/summary.md")
                .then()
                .statusCode(200)
                .body(containsString("LEAKY"))
                .body(containsString("Optimism of the leaky split"));
        assertThat(given().get(STUDIES + "/" + id + "/summary.json").asString())
                .isEqualTo(given().get(STUDIES + "/" + id + "/summary").asString());
    }

    private static void isListed(String id) {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = (cursor == null ? given() : given().queryParam("cursor", cursor))
                    .get(STUDIES + "?limit=1")
                    .jsonPath();
            ids.addAll(page.getList("items.studyId"));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(ids).contains(id).doesNotHaveDuplicates();
    }

    @Test
    void cancelledStudy_endsAllItsRuns_andOneThatIsDeletedIsNamed() throws SQLException {
        publish(fold("study-stop", 0));
        String id = startOnceKnown(
                "stop",
                Map.of(
                        "recipes",
                        List.of(Map.of("recipe", "cancernet", "overrides", Map.of("epochs", 1000))),
                        "seedCount",
                        3,
                        "datasets",
                        List.of("study-stop-fold1of3/1")));

        given().post(STUDIES + "/" + id + "/cancel").then().statusCode(202);

        JsonPath study = awaitEnd(id);
        assertThat(study.getString("state")).isEqualTo("cancelled");
        assertThat(study.getInt("counts.cancelled")).isEqualTo(3);
        JsonPath summary = given().get(STUDIES + "/" + id + "/summary").jsonPath();
        assertThat(summary.getList("leftOut.reason"))
                .containsOnly("it is cancelled")
                .hasSize(3);
        assertThat(summary.getList("arms")).isEmpty();
        tellsOfADeletedRun(id, study.getString("runs[1].runId"));
    }

    private void tellsOfADeletedRun(String id, String run) throws SQLException {
        // A worker has still to drop the job of a run that was cancelled while it waited.
        await().atMost(TrainingClient.PATIENCE)
                .until(() -> update("update job set token = token where id = ?", run) == 0);
        assertThat(update("delete from run where run_id = ?", run)).isOne();

        JsonPath study = given().get(STUDIES + "/" + id).jsonPath();
        assertThat(study.getInt("counts.deleted")).isOne();
        assertThat(study.getInt("counts.cancelled")).isEqualTo(2);
        assertThat(study.getString("runs[1].state")).isNull();
        assertThat(given().get(STUDIES + "/" + id + "/summary").jsonPath().getList("leftOut.reason"))
                .containsExactlyInAnyOrder("it is cancelled", "it is no longer on record", "it is cancelled");
    }

    private int update(String sql, String run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, run);
            return statement.executeUpdate();
        }
    }

    @Test
    void requestsAtOnceUnderOneKey_areOneStudy() {
        publish(fold("study-race", 0));
        Map<String, Object> body = Map.of(
                "recipes",
                List.of(Map.of("recipe", "cancernet", "overrides", Map.of("epochs", 1000))),
                "seedCount",
                2,
                "datasets",
                List.of("study-race-fold1of3/1"));
        String known = startOnceKnown("race-known", body);
        given().post(STUDIES + "/" + known + "/cancel").then().statusCode(202);

        List<CompletableFuture<Response>> asked = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> start("race", body)))
                .toList();

        List<Response> answers = asked.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(Response::statusCode).containsOnly(202);
        String id = answers.get(0).path("studyId");
        assertThat(answers).allMatch(each -> id.equals(each.path("studyId")));
        given().post(STUDIES + "/" + id + "/cancel").then().statusCode(202);
        assertThat(awaitEnd(id).getInt("counts.total")).isEqualTo(2);
        awaitEnd(known);
    }

    @Test
    void wrongRequests_areRefusedByName() {
        refused(Map.of("recipes", List.of()), 400, "recipes");
        refused(Map.of("recipes", List.of(Map.of("recipe", "cancernet"))), 400, "folds");
        refused(Map.of("recipes", List.of(Map.of("recipe", "resnet")), "datasets", List.of("x/1")), 404, "x/1");
        refused(Map.of("recipes", List.of(Map.of("recipe", "cancernet")), "folds", List.of("Nothing!")), 400, "idc/2");
        refused(Map.of("recipes", List.of(Map.of("recipe", "cancernet")), "folds", List.of("nothing")), 404, "nothing");
        refused(Map.of("recipe", "cancernet"), 400, "recipe");
        given().get(STUDIES + "/none").then().statusCode(404).body("detail", containsString("none"));
        given().get(STUDIES + "/none/summary").then().statusCode(404);
        given().get(STUDIES + "?cursor=abc").then().statusCode(400);
    }

    private static void refused(Map<String, Object> body, int status, String detail) {
        start("refused-" + body.hashCode(), body)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(detail));
    }

    private static String startOnceKnown(String key, Map<String, Object> body) {
        return await().atMost(TrainingClient.PATIENCE)
                .until(() -> start(key, body), response -> response.statusCode() != 404)
                .then()
                .statusCode(202)
                .extract()
                .path("studyId");
    }

    private static Response start(String key, Map<String, Object> body) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post(STUDIES);
    }

    private static JsonPath awaitEnd(String id) {
        return await().atMost(TrainingClient.PATIENCE)
                .until(() -> given().get(STUDIES + "/" + id).jsonPath(), study -> List.of("finished", "cancelled")
                        .contains(study.getString("state")));
    }

    private void publish(TinyDataset dataset) {
        List<Event> events = new ArrayList<>(dataset.storeIn(store).extracted());
        events.add(dataset.frozen());
        publisher.publish(events);
    }

    /** Two cases to test on, the next two to validate on, two to learn from. */
    private static TinyDataset fold(String name, int fold) {
        TinyDataset dataset = new TinyDataset("%s-fold%dof%d".formatted(name, fold + 1, FOLDS));
        for (int i = 0; i < 2 * FOLDS; i++) {
            int distance = (i % FOLDS - fold + FOLDS) % FOLDS;
            dataset.add("k" + i, distance == 0 ? Split.TEST : distance == 1 ? Split.VALIDATION : Split.TRAIN, 16, 10);
        }
        return dataset;
    }

    private static TinyDataset leaky(String name) {
        TinyDataset dataset = new TinyDataset(name).leaky();
        for (int i = 0; i < 2 * FOLDS; i++) {
            for (Split split : Split.values()) {
                dataset.add("k" + i, split, 8, 5);
            }
        }
        return dataset;
    }
}
