package io.cancernet.training;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import io.cancernet.common.event.Event;
import io.cancernet.common.event.SlideDeleted;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.training.testing.TinyDataset;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reports and comparisons of runs through the whole service. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ReportIT {

    @Inject
    ObjectStore store;

    @Inject
    EventPublisher publisher;

    @Test
    void finishedRuns_haveReportsThatCanBeReadComparedAndErasedFrom() {
        TinyDataset dataset = TinyDataset.usual("report").storeIn(store);
        List<Event> events = new ArrayList<>(dataset.extracted());
        events.add(dataset.frozen());
        publisher.publish(events);
        String first = finished(Map.of("epochs", 2, "contextSmoothing", 1.5));
        String second = finished(Map.of("epochs", 1));

        isServedInAllForms(first);
        areCompared(first, second);
        isErasedFrom(first, dataset);
    }

    private static String finished(Map<String, Object> overrides) {
        String run = TrainingClient.start("report/1", overrides);
        JsonPath end = TrainingClient.awaitEnd(run);
        assertThat(end.getString("state")).as(end.prettify()).isEqualTo("finished");
        return run;
    }

    private static void isServedInAllForms(String run) {
        String path = "/api/v1/runs/" + run;
        given().get(path + "/report")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("runId", equalTo(run))
                .body("metrics.test.intervalNote", containsString("1 case"))
                .body("metrics.smoothed.sigma", equalTo(1.5f))
                .body("test.cases.caseId", equalTo(List.of("e")));
        given().get(path + "/report.json").then().statusCode(200).body("runId", equalTo(run));
        given().get(path + "/report.md").then().statusCode(200).body(startsWith("# Run"));
        given().get(path + "/report.html")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Content-Security-Policy", containsString("style-src 'unsafe-inline'; img-src data:"))
                .body(containsString("Research use only"));
        given().get(path + "/artefacts").then().statusCode(200).body("$", hasItems("roc.svg", "predictions.jsonl.gz"));
        given().get(path + "/artefacts/roc.svg").then().statusCode(200).contentType("image/svg+xml");
        given().get(path + "/artefacts/none.svg").then().statusCode(404).body("code", equalTo("not-found"));
        given().get(path + "/report.pdf").then().statusCode(404);
        given().get(path).then().statusCode(200).body("runId", equalTo(run));
        given().get("/api/v1/runs/20200101-000000-abcdef/report").then().statusCode(404);
    }

    private static void areCompared(String first, String second) {
        given().queryParam("run", first, second)
                .get("/api/v1/runs/compare")
                .then()
                .statusCode(200)
                .body("settings.name", hasItem("epochs"))
                .body("differences[0].run", equalTo(second))
                .body("differences[0].paired", equalTo(true))
                .body("differences[0].note", containsString("1 case"));
        given().queryParam("run", first, second)
                .get("/api/v1/runs/compare.html")
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Content-Security-Policy", containsString("style-src 'unsafe-inline'; img-src data:"))
                .body(containsString("data:image/svg+xml"));
        given().queryParam("run", first, second)
                .get("/api/v1/runs/compare.md")
                .then()
                .statusCode(200);
        given().queryParam("run", first, second)
                .get("/api/v1/runs/compare/compare-loss.svg")
                .then()
                .statusCode(200)
                .contentType("image/svg+xml");
        given().queryParam("run", first).get("/api/v1/runs/compare").then().statusCode(400);
    }

    private void isErasedFrom(String run, TinyDataset dataset) {
        ManifestLine tested = dataset.lines().stream()
                .filter(line -> line.split() == Split.TEST)
                .findFirst()
                .orElseThrow();
        SlideId slide = tested.slideId();
        publisher.publish(List.of(new SlideDeleted(
                slide, List.of(tested.extractionId()), true, List.of(dataset.version()), Instant.now())));

        String sheet = "/api/v1/runs/" + run + "/artefacts/sheet-samples.png";
        await().atMost(TrainingClient.PATIENCE).until(() -> given().get(sheet).statusCode() == 404);
        await().atMost(TrainingClient.PATIENCE)
                .until(() -> given().get("/api/v1/runs/" + run + "/report")
                                .jsonPath()
                                .getInt("erasedSlides")
                        == 1);
        given().get("/api/v1/runs/" + run + "/report").then().body("test.cases", equalTo(List.of()));
    }
}
