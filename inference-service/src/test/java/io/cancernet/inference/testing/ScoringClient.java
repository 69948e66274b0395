package io.cancernet.inference.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cancernet.common.event.Event;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.Topic;
import io.cancernet.common.json.Json;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.postgres.Sql;
import io.cancernet.common.testing.TopicReader;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the service's clients do: promote models, announce and request slides, and look at what comes of it. */
@Singleton
public final class ScoringClient {

    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Side of the input of the models that are promoted here, pixels. */
    public static final int SIDE = 16;

    private static final String REQUESTS = "/api/v1/scoring-requests";

    private final EventPublisher publisher;
    private final ObjectStore store;
    private final Sql sql;

    ScoringClient(EventPublisher publisher, ObjectStore store, Sql sql) {
        this.publisher = publisher;
        this.store = store;
        this.sql = sql;
    }

    public void publish(Event... events) {
        publisher.publish(List.of(events));
    }

    /** Makes a model live whose weights are a function of the seed. */
    public void promote(String version, long seed) {
        promote(TestModels.stored(store, version, seed, SIDE));
    }

    /** Makes a model live, and returns when it is. */
    public void promote(ModelPromoted promotion) {
        publish(promotion);
        String version = promotion.model().version();
        await().atMost(PATIENCE)
                .until(() -> version.equals(models().getString("items[0].model.version"))
                        && models().getList("items").size() == 1);
    }

    /** Leaves no model live. */
    public void retire() {
        publisher.tombstone(Topic.MODELS_PROMOTED, ModelPromoted.LIVE);
        await().atMost(PATIENCE).until(() -> models().getList("items").isEmpty());
    }

    public JsonPath models() {
        return given().get("/api/v1/models").then().statusCode(200).extract().jsonPath();
    }

    /** Announces a slide, and returns when it can be requested. */
    public TestSlide announced(TestSlide slide) {
        publish(slide.event());
        await().atMost(PATIENCE).until(() -> given().get(resultsOf(slide)).statusCode() == 200);
        return slide;
    }

    /** Requests a slide; {@code more} are further fields, with a comma before each. */
    public Response submit(TestSlide slide, String more) {
        return given().contentType(ContentType.JSON)
                .body("{\"slideId\":\"%s\"%s}".formatted(slide.slideId(), more))
                .post(REQUESTS);
    }

    /** Requests a slide, which is accepted, and returns the request's id. */
    public String request(TestSlide slide) {
        return request(slide, "");
    }

    public String request(TestSlide slide, String more) {
        return submit(slide, more).then().statusCode(202).extract().path("requestId");
    }

    public JsonPath get(String request) {
        return given().get(REQUESTS + "/" + request).jsonPath();
    }

    public JsonPath awaitState(String request, String state) {
        await().atMost(PATIENCE).until(() -> state.equals(get(request).getString("state")));
        return get(request);
    }

    public JsonPath awaitFinished(String request) {
        return awaitState(request, "finished");
    }

    /** The summary of a request's last result. */
    public JsonPath result(String request) {
        return given().get(REQUESTS + "/" + request + "/result")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The requests of a slide, the newest first. */
    public JsonPath results(TestSlide slide) {
        return given().get(resultsOf(slide)).jsonPath();
    }

    /** Waits until the newest request of a slide has a state. */
    public JsonPath awaitState(TestSlide slide, String state) {
        await().atMost(PATIENCE).until(() -> state.equals(results(slide).getString("items[0].state")));
        return results(slide);
    }

    private static String resultsOf(TestSlide slide) {
        return "/api/v1/slides/" + slide.slideId() + "/results";
    }

    /** How many scores are stored of a slide's patches. */
    public int scoresOf(TestSlide slide) {
        return sql.first(
                        "select count(*) from score where patch_id = any(?)",
                        row -> row.getInt(1),
                        Sql.texts(slide.lines().stream()
                                .map(line -> line.patchId())
                                .toList()))
                .orElseThrow();
    }

    /** Events with this key, once there are at least so many. */
    public <E extends Event> List<E> told(Topic topic, Class<E> type, String key, int atLeast) {
        return told(topic, type, each -> key.equals(each.key()), atLeast, PATIENCE);
    }

    public <E extends Event> List<E> told(
            Topic topic,
            Class<E> type,
            Predicate<ConsumerRecord<String, byte[]>> matching,
            int atLeast,
            Duration atMost) {
        return TopicReader.read(topic.topicName(), atLeast, atMost, matching).stream()
                .map(each -> read(each, type))
                .toList();
    }

    public static <E extends Event> E read(ConsumerRecord<String, byte[]> record, Class<E> type) {
        try {
            return Json.read(record.value(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why the one queued patch with this key went to the dead letters. */
    public String deadLetterCode(String key) {
        List<ConsumerRecord<String, byte[]>> found = deadLetters(key, 1, PATIENCE);
        assertThat(found).as("dead letters of %s", key).hasSize(1);
        return new String(found.get(0).headers().lastHeader("error-code").value(), StandardCharsets.UTF_8);
    }

    public List<ConsumerRecord<String, byte[]>> deadLetters(String key) {
        return deadLetters(key, 0, Duration.ZERO);
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters(String key, int atLeast, Duration atMost) {
        return TopicReader.read(Topic.PATCHES_QUEUED.deadLetterName(), atLeast, atMost, each -> key.equals(each.key()));
    }
}
