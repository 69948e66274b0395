package io.cancernet.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.testing.EmbeddedStackResource;
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
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How fast patches of 50x50 px go from a request to their stored and published scores, broker and database included. */
@Tag("soak")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ThroughputIT {

    private static final Logger LOG = Logger.getLogger(ThroughputIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double LEAST_PATCHES_PER_SECOND = 100;

    @Inject
    EventPublisher publisher;

    @Inject
    ObjectStore store;

    @Test
    void request_isScoredAtRate() {
        publisher.publish(List.of(TestModels.stored(store, "throughput", 1, 48)));
        await().atMost(PATIENCE).until(() -> given().get("/api/v1/models")
                .jsonPath()
                .getList("items.state")
                .contains("live"));
        TestSlide warm = TestSlide.stored(store, "warm", 2_000, 2_000);
        TestSlide measured = TestSlide.stored(store, "measured", 10_000, 2_500);
        publisher.publish(List.of(warm.event(), measured.event()));
        scored(warm);

        Duration before = cpu(ProcessHandle.current());
        JsonPath finished = scored(measured);
        Duration cpu = cpu(ProcessHandle.current()).minus(before);

        Duration taken = Duration.between(
                Instant.parse(finished.getString("createdAt")), Instant.parse(finished.getString("finishedAt")));
        double rate = 10_000.0 / taken.toMillis() * 1000;
        // On a busy machine the processor time says more than the clock.
        LOG.infof("%.0f patches/s (%d ms); %d ms of processor time", rate, taken.toMillis(), cpu.toMillis());
        assertThat(finished.getInt("scored")).isEqualTo(10_000);
        assertThat(rate).isGreaterThan(LEAST_PATCHES_PER_SECOND);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static JsonPath scored(TestSlide slide) {
        String body = "{\"slideId\":\"%s\"}".formatted(slide.slideId());
        await().atMost(PATIENCE)
                .until(() -> given().contentType(ContentType.JSON)
                                .body(body)
                                .post("/api/v1/scoring-requests")
                                .statusCode()
                        == 202);
        String request =
                given().get("/api/v1/scoring-requests?limit=1").jsonPath().getString("items[0].requestId");
        await().atMost(PATIENCE).until(() -> "finished".equals(get(request).getString("state")));
        return get(request);
    }

    private static JsonPath get(String request) {
        return given().get("/api/v1/scoring-requests/" + request).jsonPath();
    }
}
