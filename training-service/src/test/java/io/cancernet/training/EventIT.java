package io.cancernet.training;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.event.Event;
import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.event.RunRequested;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RunId;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.kafka.OutgoingRecord;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.training.patch.PatchRepository;
import io.cancernet.training.testing.TinyDataset;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Events that come once, twice, or broken. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class EventIT {

    @Inject
    EventPublisher publisher;

    @Inject
    ObjectStore store;

    @Inject
    PatchRepository patches;

    @Inject
    AgroalDataSource database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void patchesToldTwice_areStoredOnce() throws SQLException {
        TinyDataset dataset = TinyDataset.usual("events-twice");
        List<Event> events = new ArrayList<>(dataset.extracted());
        events.add(dataset.frozen());

        publisher.publish(events);
        publisher.publish(events);
        awaitAll(dataset);
        awaitConsumed();

        int stored = dataset.lines().size();
        assertThat(count("select count(*) from patch where slide_id in (%s)".formatted(slides(dataset))))
                .isEqualTo(stored);
        assertThat(count("select count(*) from frozen_dataset where dataset = 'events-twice/1'"))
                .isEqualTo(1);
    }

    @Test
    void poisonRecord_goesToTheDeadLettersAloneAndKeepsItsBytes() {
        TinyDataset dataset = TinyDataset.usual("events-poison");
        String poison = "{\"patchId\":\"not a patch\"}";
        publisher.publish(dataset.extracted().subList(0, 50));
        publisher.send(List.of(new OutgoingRecord(
                Topic.PATCHES_EXTRACTED.topicName(),
                "poison-1",
                poison.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders()
                        .add("ce_type", "io.cancernet.patches.extracted.v1".getBytes(StandardCharsets.UTF_8)))));
        publisher.publish(dataset.extracted().subList(50, dataset.lines().size()));

        awaitAll(dataset);
        List<TopicReader.Message> dead = await().atMost(TrainingClient.PATIENCE)
                .until(
                        () -> new TopicReader(kafka).messages(Topic.PATCHES_EXTRACTED.deadLetterName(), "poison-1"),
                        found -> !found.isEmpty());

        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).data().get("patchId").asText()).isEqualTo("not a patch");
        assertThat(dead.get(0).headers()).containsEntry("error-code", "malformed-event");
        List<TopicReader.Message> neighbours = new TopicReader(kafka)
                .messages(
                        Topic.PATCHES_EXTRACTED.deadLetterName(),
                        dataset.lines().get(0).patchId().value());
        assertThat(neighbours).isEmpty();
        assertShownAndReplayed();
    }

    /** The letter over REST: found, opened, put back by somebody, after which it fails again. */
    private void assertShownAndReplayed() {
        String list = "/api/v1/dead-letters?topic=%s".formatted(Topic.PATCHES_EXTRACTED.topicName());
        String letter = given().get(list + "&replayed=false")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.key == 'poison-1' }.letter");
        given().get("/api/v1/dead-letters/groups")
                .then()
                .body(
                        "items.find { it.code == 'malformed-event' }.topic",
                        equalTo(Topic.PATCHES_EXTRACTED.topicName()));
        given().get("/api/v1/dead-letters/" + letter)
                .then()
                .statusCode(200)
                .body("data", equalTo("{\"patchId\":\"not a patch\"}"))
                .body("headers.'error-code'", equalTo("malformed-event"));
        given().contentType(ContentType.JSON)
                .body(Map.of("letters", List.of(letter), "reason", "to see it fail again"))
                .post("/api/v1/dead-letters/replay")
                .then()
                .statusCode(200)
                .body("replayed", equalTo(1))
                .body("remaining", equalTo(0));
        await().atMost(TrainingClient.PATIENCE)
                .until(
                        () -> new TopicReader(kafka).messages(Topic.PATCHES_EXTRACTED.deadLetterName(), "poison-1"),
                        found -> found.size() == 2);
        given().get(list + "&replayed=true")
                .then()
                .body("items.findAll { it.key == 'poison-1' }.letter", equalTo(List.of(letter)));
        given().get("/api/v1/dead-letters/replays?limit=1")
                .then()
                .statusCode(200)
                .body("items[0].letters", equalTo(List.of(letter)))
                .body("items[0].by", equalTo("local"))
                .body("items[0].reason", equalTo("to see it fail again"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/dead-letters/replay")
                .then()
                .statusCode(400);
        given().get("/api/v1/dead-letters/" + Topic.PATCHES_EXTRACTED.deadLetterName() + "@0:99999")
                .then()
                .statusCode(404);
    }

    @Test
    void requestedRun_beginsOnceUnderItsId_andABadRequestGoesToTheDeadLetters() {
        TinyDataset dataset = TinyDataset.usual("events-request").storeIn(store);
        RunId wanted = new RunId("events-request-1");
        RunRequested request = new RunRequested(wanted, dataset.version(), null, Map.of("epochs", 1), 3L, null);
        RunRequested misspelt = new RunRequested(
                new RunId("events-request-2"), dataset.version(), "cancernet", Map.of("epoch", 1), null, null);

        // The request before its dataset.
        publisher.publish(List.of(request, misspelt, request));
        publisher.publish(List.of(dataset.frozen()));
        publisher.publish(new ArrayList<>(dataset.extracted()));

        List<TopicReader.Message> dead = await().atMost(TrainingClient.PATIENCE)
                .until(
                        () -> new TopicReader(kafka)
                                .messages(Topic.RUNS_REQUESTED.deadLetterName(), "events-request-2"),
                        found -> !found.isEmpty());
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).headers()).containsEntry("error-code", "recipe-invalid");
        assertThat(dead.get(0).headers().get("error-reason")).contains("epoch");
        await().atMost(TrainingClient.PATIENCE)
                .until(() -> TrainingClient.run(wanted.value()).getString("state") != null);
        JsonPath run = TrainingClient.awaitEnd(wanted.value());
        assertThat(run.getString("state")).as(run.prettify()).isEqualTo("finished");
        assertThat(run.getLong("seed")).isEqualTo(3);
        assertThat(run.getList("attempts")).hasSize(1);
    }

    private void awaitAll(TinyDataset dataset) {
        List<PatchId> ids =
                dataset.extracted().stream().map(PatchExtracted::patchId).toList();
        await().atMost(TrainingClient.PATIENCE).until(() -> patches.find(ids).size() == ids.size());
    }

    /** Publishes patches behind the others into every partition: once they are stored, what lay before was handled. */
    private void awaitConsumed() {
        TinyDataset markers = TinyDataset.usual("events-marker-" + System.nanoTime());
        publisher.publish(markers.extracted());
        awaitAll(markers);
    }

    private static String slides(TinyDataset dataset) {
        return String.join(
                ",",
                dataset.lines().stream()
                        .map(line -> "'" + line.slideId() + "'")
                        .distinct()
                        .toList());
    }

    private int count(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
