package io.cancernet.training;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cancernet.common.event.Topic;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.common.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Decisions on the shadow slot, in real Postgres and Kafka; models are imported, so that nothing has to be trained. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ModelLedgerIT {

    @Inject
    ObjectStore store;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void ledger_tellsWhoServedWhenAndRollsBackStepByStep() {
        String first = ModelClient.imported(store, "steps", 1);
        String second = ModelClient.imported(store, "steps", 2);
        String third = ModelClient.imported(store, "steps", 3);
        assertThat(stage(first)).isEqualTo("candidate");
        Instant before = Instant.now();
        JsonPath one = ModelClient.promote(first, Map.of())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        JsonPath two = ModelClient.promote(second, Map.of("expected", first)).jsonPath();
        ModelClient.promote(third, Map.of("expected", second)).then().statusCode(200);
        assertThat(List.of(stage(first), stage(second), stage(third))).containsExactly("retired", "retired", "shadow");

        assertThat(at(one.getString("promotedAt"))).isEqualTo(first);
        assertThat(at(two.getString("promotedAt"))).isEqualTo(second);
        assertThat(at(before.toString())).isNotIn(first, second, third);
        assertThat(ModelClient.holder("shadow")).isEqualTo(third);

        JsonPath back = ModelClient.decide("shadow", "rollback", Map.of()).jsonPath();
        assertThat(ModelClient.model(back)).isEqualTo(second);
        assertThat(back.getLong("restores")).isEqualTo(two.getLong("number"));
        assertThat(ModelClient.model(
                        ModelClient.decide("shadow", "rollback", Map.of()).jsonPath()))
                .as("further back, not forth again")
                .isEqualTo(first);
        assertThat(at(two.getString("promotedAt"))).as("the past stays").isEqualTo(second);
        List<TopicReader.Message> told = await().atMost(TrainingClient.PATIENCE)
                .until(
                        () -> new TopicReader(kafka).messages(Topic.MODELS_PROMOTED, "shadow"),
                        found -> found.stream()
                                        .filter(each -> each.data()
                                                .at("/model/name")
                                                .asText()
                                                .equals("steps"))
                                        .count()
                                == 5);
        assertThat(told.get(told.size() - 1).data().at("/model/version").asText())
                .isEqualTo(first.substring(first.indexOf('/') + 1));
    }

    @Test
    void retiredSlot_isEmptyAndToldByATombstone() {
        String model = ModelClient.imported(store, "retiring", 4);
        ModelClient.promote(model, Map.of()).then().statusCode(200);

        JsonPath entry = ModelClient.decide("shadow", "retire", Map.of("expected", model))
                .jsonPath();

        assertThat(entry.getString("reason")).isEqualTo("retire of a test");
        assertThat(ModelClient.holder("shadow")).isEqualTo("none");
        assertThat(stage(model)).isEqualTo("retired");
        assertThat(ModelClient.decide("shadow", "retire", Map.of()).jsonPath().getLong("number"))
                .as("again changes nothing")
                .isEqualTo(entry.getLong("number"));
        await().atMost(TrainingClient.PATIENCE).untilAsserted(() -> {
            List<TopicReader.Message> told = new TopicReader(kafka).messages(Topic.MODELS_PROMOTED, "shadow");
            assertThat(told.get(told.size() - 1).data().isMissingNode()).isTrue();
        });
        assertThat(ModelClient.model(
                        ModelClient.decide("shadow", "rollback", Map.of()).jsonPath()))
                .isEqualTo(model);
    }

    @Test
    void promotionsAtOnce_areOrderedOrRefused() throws Exception {
        List<String> models = IntStream.range(0, 4)
                .mapToObj(seed -> ModelClient.imported(store, "at-once", 10 + seed))
                .toList();
        ModelClient.promote(models.get(0), Map.of()).then().statusCode(200);
        Map<String, Object> expected = Map.of("expected", models.get(0));

        List<Integer> guarded = together(List.of(
                () -> ModelClient.promote(models.get(1), expected).statusCode(),
                () -> ModelClient.promote(models.get(2), expected).statusCode()));

        assertThat(guarded).containsExactlyInAnyOrder(200, 409);
        ModelClient.promote(models.get(3), expected)
                .then()
                .statusCode(409)
                .body("code", equalTo("conflict"))
                .body("detail", containsString("held by at-once/"));
        List<Callable<Integer>> blind = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String model = models.get(i % models.size());
            blind.add(() -> ModelClient.promote(model, Map.of()).statusCode());
        }
        assertThat(together(blind)).containsOnly(200);
        List<Map<String, Object>> entries =
                ModelClient.get("promotions?slot=shadow&limit=12").getList("items");
        assertThat(entries)
                .extracting(each -> Instant.parse((String) each.get("promotedAt")))
                .isSortedAccordingTo((one, other) -> other.compareTo(one))
                .doesNotHaveDuplicates();
        assertThat(ModelClient.holder("shadow"))
                .isEqualTo(ModelClient.model(ModelClient.get("slots/shadow").setRootPath("decision")));
    }

    private static List<Integer> together(List<Callable<Integer>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Integer> codes = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(calls)) {
                codes.add(answer.get());
            }
            return codes;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void gates_refuseWhatWasNeverMeasured() {
        String model = ModelClient.imported(store, "gated", 20);

        ModelClient.promote(model, Map.of("gates", Map.of("minimumSensitivity", 0.5, "refuseLeaky", true)))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("promotion-refused"))
                .body("detail", containsString("minimum-sensitivity: it was imported without metrics, and 0.5000"))
                .body("detail", containsString("no-leaky-run"));
        ModelClient.promote(model, Map.of("gates", Map.of("minimumSensitivity", 2)))
                .then()
                .statusCode(400);
        assertThat(stage(model)).isEqualTo("candidate");

        ModelClient.promote(model, Map.of()).then().statusCode(200);
        ModelClient.promote(model, Map.of("gates", Map.of("minimumSensitivity", 0.5)))
                .then()
                .statusCode(422)
                .body("detail", containsString("minimum-sensitivity"));
        ModelClient.decide("shadow", "retire", Map.of("expected", model)).then().statusCode(200);
    }

    @Test
    void wrongQuestions_areAnsweredWithWhatIsWrong() {
        given().get("/api/v1/slots/lively").then().statusCode(400).body("detail", containsString("lively"));
        given().get("/api/v1/slots/live?at=yesterday").then().statusCode(400).body("detail", containsString("UTC"));
        given().get("/api/v1/promotions?model=x").then().statusCode(400).body("detail", containsString("NAME/VERSION"));
        ModelClient.promote("nowhere/1", Map.of()).then().statusCode(404).body("detail", containsString("deletions"));
        ModelClient.decide("shadow", "rollback", Map.of("by", " ")).then().statusCode(400);
        for (String path : List.of("models/a%00b/1", "models?name=%00", "promotions?model=a%00/1")) {
            given().urlEncodingEnabled(false)
                    .get("/api/v1/" + path)
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("NUL"));
        }
        given().get("/api/v1/slots/live?at=-290000-01-01T00:00:00Z")
                .then()
                .statusCode(400)
                .body("detail", containsString("a time is too far away"));
        String model = ModelClient.imported(store, "questions", 21);
        ModelClient.promote(model, Map.of("reason", "a\0b"))
                .then()
                .statusCode(400)
                .body("detail", containsString("NUL"));
        given().get("/api/v1/models/" + model + "/files/model.pkl")
                .then()
                .statusCode(404)
                .body("detail", containsString("model.onnx"));
    }

    private static String stage(String model) {
        return ModelClient.get("models/" + model).getString("stage");
    }

    private static String at(String time) {
        return ModelClient.model(ModelClient.get("slots/shadow?at=" + time));
    }
}
