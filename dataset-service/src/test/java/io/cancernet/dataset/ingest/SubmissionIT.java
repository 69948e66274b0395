package io.cancernet.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.HeardChanges;
import io.cancernet.common.event.Event;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.event.SlideSubmitted;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.kafka.Origin;
import io.cancernet.common.kafka.OutgoingRecord;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tree;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hospitals submit by event, and in which order it is worked on. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class SubmissionIT {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Inject
    EventPublisher publisher;

    @Inject
    IngestConfig config;

    @Inject
    IngestWorker worker;

    @Inject
    HeardChanges changes;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final ServiceClient service = new ServiceClient();
    private Path sources;

    @BeforeEach
    void findSources() {
        sources = config.allowedRoots().orElseThrow().get(0);
    }

    @Test
    void submitted_event_is_ingested_and_answered_under_the_senders_id() {
        Path folder = new Tree().patches("by-event", 2, 3).folder(sources.resolve("by-event"));

        submit("hospital-1", folder.toUri(), 0);
        submit("hospital-1", folder.toUri(), 0);

        ObjectNode ingest = awaitEnd("hospital-1");
        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        assertThat(ingest.path("stored").asInt()).isEqualTo(5);
        assertThat(ingest.path("attempts").asInt()).isEqualTo(1);
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(events(Topic.SLIDES_INGESTED, "ingestId", "hospital-1"))
                        .hasSize(1));
        assertThat(audit("hospital-1")).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.path("action").asText()).isEqualTo("slide-submitted");
            assertThat(entry.path("who").asText()).isEqualTo("/dataset-service");
            assertThat(entry.path("address").asText()).startsWith("kafka:cancernet.slides.submitted.v1-");
            assertThat(entry.toString()).doesNotContain("by-event", "MRN 4711");
        });
    }

    @Test
    void record_that_is_read_again_leaves_one_entry_and_a_change_that_fails_none() {
        Instant written = Instant.parse("2026-01-02T03:04:05Z");
        AuditEntry entry = entry("twice", 1, written);
        changes.run(entry, () -> {});
        changes.run(entry, () -> {});
        assertThatIllegalStateException()
                .isThrownBy(() -> changes.run(entry("failing", 2, written), () -> {
                    throw new IllegalStateException("no");
                }));

        assertThat(audit("twice")).hasSize(1);
        // Brokers that were set up anew count from 0 again.
        changes.run(entry("twice", 1, written.plusSeconds(1)), () -> {});
        assertThat(audit("twice")).hasSize(2);
        assertThat(audit("failing")).isEmpty();
    }

    @Test
    void slides_that_are_known_are_said_to_be() {
        Path folder = new Tree().patches("known", 2, 3).folder(sources.resolve("known"));
        service.ingest(folder);

        ObjectNode again = service.ingest(folder);

        assertThat(again.path("slidesKnown").asInt()).isEqualTo(1);
        JsonNode outcome = service.get("ingests/" + again.path("ingestId").asText() + "/slides", 200)
                .path("items")
                .path(0);
        assertThat(outcome.path("known").asBoolean()).isTrue();
        assertThat(outcome.path("seconds").has("examine")).isTrue();
    }

    @Test
    void slide_known_for_a_dataset_is_announced_for_scoring_too() {
        Path folder = new Tree().patches("both-purposes", 2, 3).folder(sources.resolve("both-purposes"));
        String first = service.ingest(folder).path("ingestId").asText();
        submit("for-scoring", folder.toUri(), 7, Purpose.SCORING);
        submit("for-scoring-again", folder.toUri(), 7, Purpose.SCORING);

        awaitEnd("for-scoring");
        awaitEnd("for-scoring-again");

        String slide = service.slides(first).get(0).path("slideId").asText();
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(events(Topic.SLIDES_INGESTED, "slideId", slide))
                .extracting(event -> event.path("purpose").asText() + event.path("priority"))
                .containsExactlyInAnyOrder("dataset0", "scoring7"));
    }

    @Test
    void source_that_must_not_be_read_is_rejected_by_event_without_naming_it() {
        submit("hospital-2", URI.create("file:///archive/Jane-Doe/slide.svs"), 0);

        ObjectNode ingest = awaitEnd("hospital-2");
        assertThat(ingest.path("state").asText()).isEqualTo("rejected");
        assertThat(ingest.path("error").path("code").asText()).isEqualTo("source-not-allowed");
        JsonNode event = await().atMost(LONG_ENOUGH)
                .until(() -> events(Topic.SLIDES_REJECTED, "ingestId", "hospital-2"), found -> found.size() == 1)
                .get(0);
        assertThat(event.path("reason").asText()).contains("cancernet.ingest.allowed-roots");
        assertThat(event.toString()).doesNotContain("Jane").doesNotContain("slide.svs");
    }

    @Test
    void malformed_submission_goes_to_the_dead_letters_and_holds_nobody_up() {
        Path folder = new Tree().patches("after-poison", 1, 1).folder(sources.resolve("after-poison"));

        publisher.send(List.of(new OutgoingRecord(
                Topic.SLIDES_SUBMITTED.topicName(),
                "hospital-3",
                "{\"submissionId\":\"hospital-3\"}".getBytes(StandardCharsets.UTF_8),
                new RecordHeaders())));
        submit("hospital-4", folder.toUri(), 0);

        assertThat(awaitEnd("hospital-4").path("state").asText()).isEqualTo("ingested");
        service.get("ingests/hospital-3", 404);
    }

    @Test
    void urgent_slide_overtakes_a_backlog_and_the_archive_being_worked_on() {
        Tree many = new Tree();
        for (int i = 0; i < 60; i++) {
            many.patches("backlog-" + i, 1, 1);
        }
        Path archive = many.folder(sources.resolve("backlog"));
        Path waiting = new Tree().patches("waiting", 1, 1).folder(sources.resolve("waiting"));
        Path urgent = new Tree().patches("urgent", 1, 1).folder(sources.resolve("urgent"));
        worker.stop();
        String first = service.submit(archive);
        String second = service.submit(waiting);
        worker.start();
        await().atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> service.ingest(first).path("slidesDone").asInt() > 0);
        submit("hospital-urgent", urgent.toUri(), 9);

        ObjectNode done = awaitEnd("hospital-urgent");
        ObjectNode overtaken = service.awaitEnd(first);
        ObjectNode last = service.awaitEnd(second);

        assertThat(done.path("finishedAt").asText())
                .isLessThan(overtaken.path("finishedAt").asText());
        assertThat(overtaken.path("finishedAt").asText())
                .isLessThan(last.path("finishedAt").asText());
        assertThat(overtaken.path("stored").asInt()).isEqualTo(120);
    }

    private static AuditEntry entry(String subject, long offset, Instant written) {
        Origin origin = new Origin("/test", "audit-test", 0, offset, written);
        return AuditEntry.heard(Instant.now(), origin, "slide-submitted", subject, Map.of());
    }

    private JsonNode audit(String subject) {
        return service.get("audit?subject=" + subject, 200).path("items");
    }

    private void submit(String id, URI uri, int priority) {
        submit(id, uri, priority, Purpose.DATASET);
    }

    private void submit(String id, URI uri, int priority, Purpose purpose) {
        Event event = new SlideSubmitted(
                new IngestId(id), uri, "MRN 4711", purpose, priority, null, null, null, null, null, null);
        publisher.publish(List.of(event));
    }

    private ObjectNode awaitEnd(String id) {
        await().atMost(LONG_ENOUGH)
                .ignoreException(AssertionError.class)
                .until(() -> service.ingest(id).path("ingestId").asText().equals(id));
        return service.awaitEnd(id);
    }

    private List<JsonNode> events(Topic topic, String field, String value) {
        return new TopicReader(bootstrapServers).events(topic, field, value);
    }
}
