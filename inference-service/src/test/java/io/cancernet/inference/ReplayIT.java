package io.cancernet.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.event.Topic;
import io.cancernet.common.kafka.DeadLetter;
import io.cancernet.common.kafka.DeadLetterArchive;
import io.cancernet.common.kafka.DeadLetterQuery;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.inference.slide.SlideRepository;
import io.cancernet.inference.testing.TestModels;
import io.cancernet.inference.testing.TestSlide;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Patches that failed for a reason that was mended are scored when their dead letters are replayed. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ReplayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PATCHES = 12;

    @Inject
    EventPublisher publisher;

    @Inject
    ObjectStore store;

    @Inject
    SlideRepository slides;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void patchesWhoseShardWasLost_areScoredOnceItIsBackAndTheyAreReplayed() {
        publisher.publish(List.of(TestModels.stored(store, "base", 1, 16)));
        TestSlide slide = TestSlide.stored(store, UUID.randomUUID().toString(), PATCHES, PATCHES / 2);
        String lost = slide.lines().get(0).image().shard();
        byte[] shard = store.get(lost);
        store.delete(lost);
        String request = requested(slide);
        JsonPath finished = awaitFinished(request);
        assertThat(finished.getInt("failed")).isEqualTo(PATCHES / 2);

        DeadLetterArchive archive = new DeadLetterArchive(Map.of("bootstrap.servers", kafka));
        DeadLetterQuery ofTheRequest =
                new DeadLetterQuery(Set.of(Topic.PATCHES_QUEUED.topicName()), Set.of("unknown-shard"), Set.of(), false);
        List<DeadLetter> letters = letters(archive, ofTheRequest, request);
        assertThat(letters).hasSize(PATCHES / 2).allMatch(letter -> letter.reason()
                .contains(lost));
        store.put(lost, shard, "application/x-tar");
        archive.replay(new DeadLetterQuery(
                Set.of(), Set.of(), letters.stream().map(DeadLetter::id).collect(Collectors.toSet()), false));

        await().atMost(PATIENCE).until(() -> get(request).getInt("scored") == PATCHES);
        assertThat(get(request).getInt("failed")).isZero();
        assertThat(letters(archive, ofTheRequest, request))
                .as("none waits any more")
                .isEmpty();
    }

    private static List<DeadLetter> letters(DeadLetterArchive archive, DeadLetterQuery query, String request) {
        List<DeadLetter> letters = new ArrayList<>();
        archive.read(query, letter -> {
            byte[] value = letter.value();
            if (value != null && new String(value, StandardCharsets.UTF_8).contains(request)) {
                letters.add(letter);
            }
        });
        return letters;
    }

    private String requested(TestSlide slide) {
        publisher.publish(List.of(slide.event()));
        await().atMost(PATIENCE).until(() -> slides.find(slide.slideId()).isPresent());
        await().atMost(PATIENCE)
                .until(() -> given().get("/api/v1/models").jsonPath().getString("items[0].state"), "live"::equals);
        return given().contentType(ContentType.JSON)
                .body("{\"slideId\":\"%s\"}".formatted(slide.slideId()))
                .post("/api/v1/scoring-requests")
                .then()
                .statusCode(202)
                .extract()
                .path("requestId");
    }

    private static JsonPath awaitFinished(String request) {
        return await().atMost(PATIENCE).until(() -> get(request), found -> "finished".equals(found.getString("state")));
    }

    private static JsonPath get(String request) {
        return given().get("/api/v1/scoring-requests/" + request).jsonPath();
    }
}
