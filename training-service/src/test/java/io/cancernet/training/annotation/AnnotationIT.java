package io.cancernet.training.annotation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cancernet.common.id.RunId;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.run.RunLedger;
import io.cancernet.training.run.RunPlan;
import io.cancernet.training.testing.TinyDataset;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notes, tags and exports over REST. */
@QuarkusTest
@TestProfile(AnnotationIT.WorkerAsleep.class)
@QuarkusTestResource(EmbeddedStackResource.class)
class AnnotationIT {

    private static final RunId RUN = new RunId("annotated-1");

    @Inject
    RunLedger ledger;

    @Inject
    LeasedJobs jobs;

    /** The service's own worker leaves the run where it is. */
    public static class WorkerAsleep implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cancernet.training.worker", "false");
        }
    }

    @BeforeEach
    void submit() {
        TinyDataset dataset = TinyDataset.usual("annotated");
        FrozenDataset frozen =
                new FrozenDataset(dataset.version(), dataset.frozen().manifest(), TinyDataset.MPP, false);
        ledger.submit(RUN, new RunPlan(frozen, "cancernet", Map.of("epochs", 2), 42, 2, "test", 0));
    }

    /** Other tests find the queue empty. */
    @AfterEach
    void dropFromTheQueue() {
        ledger.requestCancel(RUN);
        jobs.take(RunLedger.JOB, "test", Duration.ofHours(1)).ifPresent(lease -> ledger.begin(lease, Map.of()));
    }

    @Test
    void annotations_areReplacedAmendedFoundAndExported() {
        int revision = given().get(path()).then().statusCode(200).extract().path("revision");
        Map<String, Object> whole =
                Map.of("tags", List.of("paper", "fold:3"), "note", "=one, \"two\"", "revision", revision);
        send(whole).put(path()).then().statusCode(200).body("revision", equalTo(revision + 1));
        send(whole).put(path()).then().statusCode(409).body("detail", containsString("read them and decide again"));
        send(Map.of("add", List.of("best"), "remove", List.of("paper")))
                .patch(path())
                .then()
                .statusCode(200)
                .body("tags", equalTo(List.of("best", "fold:3")));

        assertThat(given().get("/api/v1/runs?tag=best&tag=fold:3&columns=runId,note,tags")
                        .jsonPath()
                        .getList("items"))
                .isEqualTo(List.of(
                        Map.of("runId", RUN.value(), "note", "=one, \"two\"", "tags", List.of("best", "fold:3"))));
        assertThat(given().get("/api/v1/runs?tag=best&tag=paper").jsonPath().getList("items"))
                .isEmpty();
        Response csv =
                given().get("/api/v1/runs/export?format=csv&tag=best&columns=runId,state,leaky,seed,error,note,tags");
        assertThat(csv.asString())
                .isEqualTo("run_id,state,leaky,seed,error_code,error_detail,note,tags\r\n"
                        + "annotated-1,queued,false,42,,,\"=one, \"\"two\"\"\",best;fold:3\r\n");
        assertThat(csv.getHeader("Content-Type")).startsWith("text/csv");
        assertThat(given().get("/api/v1/runs/export?tag=best&columns=runId,model,finishedAt,tags")
                        .asString())
                .isEqualTo("{\"run_id\":\"annotated-1\",\"model_name\":null,\"model_version\":null,"
                        + "\"finished_at\":null,\"tags\":[\"best\",\"fold:3\"]}\n");
        assertThat(given().get("/api/v1/runs/export?tag=best").asString())
                .matches("(?s).*\"created_at\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z\".*\n");
        assertThat(given().get("/api/v1/runs/export?format=csv&tag=of-no-run&columns=runId")
                        .asString())
                .isEqualTo("run_id\r\n");
    }

    @Test
    void wrongBodies_areRefused() {
        send(Map.of("add", List.of("x".repeat(64))))
                .patch(path())
                .then()
                .statusCode(400)
                .body("detail", containsString("1 to 63"));
        send(Map.of("note", "x".repeat(4001)))
                .patch(path())
                .then()
                .statusCode(400)
                .body("detail", containsString("4,000"));
        send(Map.of()).patch(path()).then().statusCode(400).body("detail", containsString("say what to change"));
        send(Map.of("tag", "x")).patch(path()).then().statusCode(400).body("detail", containsString("tag"));
        send(Map.of("tags", List.of())).put(path()).then().statusCode(400).body("detail", containsString("revision"));
        send(Map.of("add", List.of("x")))
                .patch("/api/v1/runs/no-such-run/annotations")
                .then()
                .statusCode(404);
    }

    @Test
    void wrongExports_areRefusedBeforeTheyBegin() {
        given().get("/api/v1/runs/export?format=xlsx")
                .then()
                .statusCode(400)
                .body("detail", containsString("csv or ndjson"));
        given().get("/api/v1/runs/export?sort=createdAt")
                .then()
                .statusCode(400)
                .body("detail", containsString("unknown parameter sort"));
        given().get("/api/v1/runs/export?columns=runId,nothing")
                .then()
                .statusCode(400)
                .body("detail", containsString("'nothing'"));
    }

    private static io.restassured.specification.RequestSpecification send(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    private static String path() {
        return "/api/v1/runs/" + RUN + "/annotations";
    }
}
