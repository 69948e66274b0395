package io.cancernet.dataset.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.cancernet.common.event.RunChanged;
import io.cancernet.common.event.RunChanged.Change;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.dataset.ingest.IngestConfig;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be deleted, and that nothing of it is left. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class DeletionIT {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Inject
    ObjectStore store;

    @Inject
    IngestConfig config;

    @Inject
    AgroalDataSource database;

    @Inject
    EventPublisher publisher;

    @Inject
    DeletionWorker worker;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final ServiceClient service = new ServiceClient();
    private Deletions deletions;
    private Tables tables;

    @BeforeEach
    void connect() {
        Path sources = config.allowedRoots().orElseThrow().get(0);
        deletions = new Deletions(sources);
        tables = new Tables(database);
    }

    @Test
    void deleted_slide_is_gone_from_store_and_database_and_announced() {
        JsonNode slide = deletions.ingested("plain", 1).get(0);
        String extraction = slide.path("extractionId").asText();
        assertThat(store.list("patches/" + extraction + "/")).isNotEmpty();

        assertThat(deletions.deleteSlide(slide, 202).path("state").asText()).isEqualTo("deleting");
        deletions.awaitGone(slide);

        assertThat(store.list("patches/" + extraction + "/")).isEmpty();
        assertThat(tables.holding(slide.path("slideId").asText())).isSubsetOf("audit", "outbox");
        assertThat(tables.holding(extraction)).isSubsetOf("audit", "outbox");
        assertThat(tables.holding("plain-0_idx5")).isEmpty();
        String ingest = slide.path("ingestId").asText();
        assertThat(service.ingest(ingest).path("uri").asText()).isEqualTo("deleted:source");
        JsonNode event = event(slide);
        assertThat(event.path("erased").asBoolean()).isFalse();
        assertThat(event.path("extractions")).extracting(JsonNode::asText).containsExactly(extraction);
        JsonNode audit = audit(slide.path("slideId").asText()).get(0);
        assertThat(audit.path("action").asText()).isEqualTo("slide-deleted");
        deletions.deleteSlide(slide, 404);
    }

    @Test
    void deleted_slide_comes_back_when_it_is_ingested_again() {
        JsonNode slide = deletions.ingested("again", 1).get(0);
        deletions.deleteSlide(slide, 202);
        deletions.awaitGone(slide);

        JsonNode back = deletions.ingested("again", 1).get(0);

        assertThat(back.path("slideId")).isEqualTo(slide.path("slideId"));
        assertThat(back.path("extractionId")).isEqualTo(slide.path("extractionId"));
        assertThat(store.list("patches/" + slide.path("extractionId").asText() + "/"))
                .hasSize(2);
    }

    @Test
    void slide_of_a_dataset_is_refused_naming_it_until_the_dataset_is_deleted() {
        List<JsonNode> slides = deletions.ingested("held", 4);
        deletions.freeze("held", slides, 201);

        ObjectNode problem = deletions.deleteSlide(slides.get(0), 409);

        assertThat(problem.path("code").asText()).isEqualTo("still-referenced");
        assertThat(problem.path("detail").asText())
                .contains("1 dataset version (held/1)")
                .contains("erase=true");
        deletions.delete("datasets/held/1", 204);
        deletions.deleteSlide(slides.get(0), 202);
        deletions.awaitGone(slides.get(0));
    }

    @Test
    void deleted_dataset_is_gone_and_its_number_is_not_given_out_again() {
        List<JsonNode> slides = deletions.ingested("numbered", 4);
        deletions.freeze("numbered", slides, 201);

        deletions.delete("datasets/numbered/1", 204);
        assertThat(audit("numbered/1").get(0).path("action").asText()).isEqualTo("dataset-deleted");

        await().untilAsserted(() -> assertThat(store.list("datasets/numbered/")).isEmpty());
        service.get("datasets/numbered/1", 404);
        deletions.delete("datasets/numbered/1", 404);
        ObjectNode next = deletions.freeze("numbered", slides, 201);
        assertThat(next.path("dataset").asText()).isEqualTo("numbered/2");
        assertThat(store.exists(next.path("manifest").path("key").asText())).isTrue();
    }

    @Test
    void dataset_with_a_run_is_refused_until_the_run_came_to_nothing() {
        List<JsonNode> slides = deletions.ingested("used", 4);
        deletions.freeze("used", slides, 201);
        tell("used-run", Change.STARTED, NOON.plusSeconds(1));
        awaitReference("used-run", "RUNNING");

        ObjectNode problem = deletions.delete("datasets/used/1", 409);

        assertThat(problem.path("code").asText()).isEqualTo("still-referenced");
        assertThat(problem.path("detail").asText()).contains("1 run (used-run)");
        assertThat(deletions.deleteSlide(slides.get(1), 409).path("detail").asText())
                .contains("used/1")
                .contains("1 run (used-run)");
        tell("used-run", Change.FAILED, NOON.plusSeconds(2));
        // A repeat of what was told before changes nothing.
        tell("used-run", Change.QUEUED, NOON);
        tell("used-other", Change.CANCELLED, NOON);
        awaitReference("used-other", "CANCELLED");
        awaitReference("used-run", "FAILED");
        deletions.delete("datasets/used/1", 204);
    }

    @Test
    void slide_on_its_way_out_takes_nothing_new() {
        List<JsonNode> slides = deletions.ingested("leaving", 4);
        worker.stop();
        try {
            deletions.deleteSlide(slides.get(0), 202);

            assertThat(deletions.freeze("leaving", slides, 409).path("code").asText())
                    .isEqualTo("conflict");
            service.get("slides/" + slides.get(0).path("slideId").asText(), 409);
            ObjectNode again = service.ingest(deletions.cases("leaving", 4));
            assertThat(again.path("state").asText()).isEqualTo("rejected");
            assertThat(again.path("error").path("code").asText()).isEqualTo("conflict");
            assertThat(deletions.deleteSlide(slides.get(0), 202).path("state").asText())
                    .isEqualTo("deleting");
        } finally {
            worker.start();
        }
        deletions.awaitGone(slides.get(0));
    }

    @Test
    void audit_is_never_changed() {
        JsonNode slide = deletions.ingested("audited", 1).get(0);
        deletions.deleteSlide(slide, 202);
        deletions.awaitGone(slide);

        assertThatThrownBy(() -> tables.update("update audit set who = 'nobody'"))
                .hasMessageContaining("only ever added");
        assertThatThrownBy(() -> tables.update("delete from audit")).hasMessageContaining("only ever added");
    }

    private void tell(String run, Change change, Instant at) {
        publisher.publish(List.of(new RunChanged(
                new RunId(run), change, new DatasetVersion("used", 1), "cancernet", at, null, null, null, null)));
    }

    private void awaitReference(String run, String state) {
        await().until(() ->
                tables.count("select count(*) from run_reference where run_id = ? and state = ?", run, state) == 1);
    }

    private JsonNode event(JsonNode slide) {
        return await().until(
                        () -> new TopicReader(bootstrapServers)
                                .events(
                                        Topic.SLIDES_DELETED,
                                        "slideId",
                                        slide.path("slideId").asText()),
                        found -> !found.isEmpty())
                .get(0);
    }

    private JsonNode audit(String subject) {
        return service.get("audit?subject=" + subject, 200).path("items");
    }
}
