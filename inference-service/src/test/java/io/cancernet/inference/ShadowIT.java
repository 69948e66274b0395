package io.cancernet.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.Event;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.SlideDeleted;
import io.cancernet.common.event.Topic;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.postgres.Sql;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.inference.testing.TestModels;
import io.cancernet.inference.testing.TestSlide;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shadow model scores what the live one does; nothing of it is published, and nothing of it hurts. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ShadowIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PATCHES = 40;
    private static final int SIDE = 16;
    /** Another input than that of the live model: each takes the image from the file. */
    private static final int SHADOW_SIDE = 24;

    @Inject
    EventPublisher publisher;

    @Inject
    ObjectStore store;

    @Inject
    Sql sql;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private final String name = UUID.randomUUID().toString();

    @BeforeEach
    void promoteALiveModel() {
        publish(TestModels.stored(store, "base", 1, SIDE));
        awaitState("live", "base");
    }

    @AfterEach
    void retireTheShadow() {
        publisher.tombstone(Topic.MODELS_PROMOTED, ModelPromoted.SHADOW);
        await().atMost(PATIENCE).until(() -> models().getList("items.findAll { it.slot == 'shadow' }")
                .isEmpty());
    }

    @Test
    void shadowScores_areKeptBesideTheLiveOnesAndComparedAndGoWithThem() {
        String version = "shadow-" + name;
        publish(shadow(TestModels.stored(store, version, 2, SHADOW_SIDE)));
        awaitState("shadow", version);
        TestSlide slide = TestSlide.stored(store, name, PATCHES, PATCHES);
        score(slide);

        await().atMost(PATIENCE).until(() -> shadowScores(slide) == PATCHES);
        JsonPath compared = given().get("/api/v1/models/shadow/disagreement?shadow=test-model/" + version)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(compared.getList("items")).hasSize(1);
        assertThat(compared.getString("items[0].model.version")).isEqualTo("base");
        assertThat(compared.getInt("items[0].compared")).isEqualTo(PATCHES);
        int disagreed = disagreed(slide);
        assertThat(compared.getInt("items[0].shadowOnly") + compared.getInt("items[0].modelOnly"))
                .isEqualTo(disagreed);
        assertThat(compared.getDouble("items[0].rate")).isEqualTo((double) disagreed / PATCHES);
        assertThat(compared.getDouble("items[0].meanDifference")).isPositive();
        given().get("/q/metrics").then().body(containsString("cancernet_shadow_scored_total"));
        assertThat(events(slide))
                .as("the live model's scores and no others")
                .hasSize(PATCHES)
                .allMatch(event -> event.path("model").path("version").asText().equals("base"));

        publish(new SlideDeleted(
                slide.slideId(), List.of(slide.event().extractionId()), false, List.of(), Instant.now()));
        await().atMost(PATIENCE).until(() -> shadowScores(slide) == 0);
    }

    @Test
    void shadowThatCannotBeLoaded_leavesTheLiveModelScoring() {
        ModelPromoted promotion = TestModels.stored(store, "broken-" + name, 3, SIDE);
        store.put(promotion.spec().key(), new byte[] {1}, "application/json");
        publish(shadow(promotion));
        await().atMost(PATIENCE)
                .until(() -> "failed".equals(models().getString("items.find { it.slot == 'shadow' }.state")));

        TestSlide slide = TestSlide.stored(store, name, PATCHES, PATCHES);
        score(slide);

        assertThat(events(slide)).hasSize(PATCHES);
        assertThat(shadowScores(slide)).isZero();
        await().atMost(PATIENCE).until(() -> rejections(promotion).size() == 1);
        assertThat(rejections(promotion).get(0).path("code").asText()).isEqualTo("hash-mismatch");
        given().get("/q/health/ready").then().statusCode(200).body(containsString("shadow-failed"));
        given().get("/api/v1/models/shadow/disagreement?shadow=x").then().statusCode(400);
    }

    private void score(TestSlide slide) {
        publisher.publish(IntStream.range(0, PATCHES)
                .mapToObj(patch -> slide.queued(patch, null))
                .toList());
        await().atMost(PATIENCE).until(() -> events(slide).size() >= PATCHES);
    }

    private List<JsonNode> events(TestSlide slide) {
        return new TopicReader(kafka)
                .events(Topic.PATCHES_SCORED, "slideId", slide.slideId().value());
    }

    private List<JsonNode> rejections(ModelPromoted promotion) {
        return new TopicReader(kafka)
                .events(Topic.MODELS_REJECTED).stream()
                        .filter(each -> each.at("/model/version")
                                .asText()
                                .equals(promotion.model().version()))
                        .toList();
    }

    private int shadowScores(TestSlide slide) {
        return count("true", slide);
    }

    private int disagreed(TestSlide slide) {
        return count("h.positive <> s.positive", slide);
    }

    private int count(String condition, TestSlide slide) {
        return sql.first(
                        "select count(*) from shadow_score h join score s using (score_id) where s.slide_id = ? and "
                                + condition,
                        row -> row.getInt(1),
                        slide.slideId().value())
                .orElseThrow();
    }

    private static ModelPromoted shadow(ModelPromoted live) {
        return new ModelPromoted(
                ModelPromoted.SHADOW,
                live.model(),
                live.weights(),
                live.spec(),
                live.calibration(),
                live.threshold(),
                live.input(),
                live.promotedBy(),
                live.reason(),
                live.promotedAt());
    }

    private static void awaitState(String state, String version) {
        await().atMost(PATIENCE)
                .until(() ->
                        version.equals(models().getString("items.find { it.state == '" + state + "' }.model.version")));
    }

    private static JsonPath models() {
        return given().get("/api/v1/models").jsonPath();
    }

    private void publish(Event... events) {
        publisher.publish(List.of(events));
    }
}
