package io.cancernet.dataset.deletion;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.dataset.ingest.IngestConfig;
import io.cancernet.dataset.ingest.IngestWorker;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.Pngs;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tables;
import io.cancernet.dataset.testing.Tree;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left when a patient withdrew: pseudonyms in the records that say so. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class ErasureIT {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Inject
    ObjectStore store;

    @Inject
    IngestConfig config;

    @Inject
    IngestWorker ingests;

    @Inject
    AgroalDataSource database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final ServiceClient service = new ServiceClient();
    private Path sources;
    private Deletions deletions;
    private Tables tables;

    @BeforeEach
    void connect() {
        sources = config.allowedRoots().orElseThrow().get(0);
        deletions = new Deletions(sources);
        tables = new Tables(database);
    }

    @Test
    void erased_slide_leaves_its_dataset_marked_and_no_patch() throws IOException {
        List<JsonNode> slides = deletions.ingested("erased", 5);
        ObjectNode frozen = deletions.freeze("erased", slides, 201);
        JsonNode slide = slides.get(2);
        String id = slide.path("slideId").asText();
        await().atMost(LONG_ENOUGH).until(() -> patchesInStatistics("erased/1") == 25);

        assertThat(deletions.eraseSlide(slide, 202).path("erased").asBoolean()).isTrue();
        deletions.awaitGone(slide);

        assertThat(store.list("patches/" + slide.path("extractionId").asText() + "/"))
                .isEmpty();
        assertThat(tables.holding(id)).isSubsetOf("audit", "outbox", "slide_deletion", "frozen_dataset");
        ObjectNode marked = service.get("datasets/erased/1", 200);
        assertThat(marked.path("erasedFrom")).extracting(JsonNode::asText).containsExactly(id);
        assertThat(marked.path("manifest")).isEqualTo(frozen.path("manifest"));
        byte[] left = store.get(frozen.path("manifest").path("key").asText());
        assertThat(Sha256.of(left).value())
                .isEqualTo(marked.path("erasedManifest").path("sha256").asText());
        assertThat(JsonLines.read(left, ManifestLine.class))
                .hasSize(20)
                .noneMatch(line -> line.slideId().value().equals(id));
        assertThat(event(id).path("erased").asBoolean()).isTrue();
        assertThat(event(id).path("datasets")).extracting(JsonNode::asText).containsExactly("erased/1");
        assertThat(audit(id).path("action").asText()).isEqualTo("slide-erased");
        assertThat(audit(id).path("reason").asText()).isEqualTo("consent withdrawn");
        await().atMost(LONG_ENOUGH).until(() -> patchesInStatistics("erased/1") == 20);
        assertThat(verified("erased/1").path("state").asText()).isEqualTo("passed");
        assertThat(verified("erased/1").path("findings").path("erasedPatches").asInt())
                .isEqualTo(5);
    }

    private int patchesInStatistics(String dataset) {
        int patches = 0;
        for (JsonNode size :
                service.get("datasets/" + dataset + "/statistics", 200).at("/statistics/sizes")) {
            patches += size.path("patches").asInt();
        }
        return patches;
    }

    @Test
    void slide_that_came_back_is_frozen_into_a_new_version() {
        List<JsonNode> slides = deletions.ingested("returned", 4);
        deletions.freeze("returned", slides, 201);
        deletions.eraseSlide(slides.get(0), 202);
        deletions.awaitGone(slides.get(0));

        List<JsonNode> again = deletions.ingested("returned", 4);

        ObjectNode next = deletions.freeze("returned", again, 201);
        assertThat(next.path("dataset").asText()).isEqualTo("returned/2");
        assertThat(next.path("erasedFrom")).isEmpty();
        // The erased version holds it no more, the new one does.
        assertThat(deletions.deleteSlide(again.get(0), 409).path("detail").asText())
                .contains("(returned/2)");
    }

    @Test
    void erasure_is_refused_without_who_and_why() {
        JsonNode slide = deletions.ingested("unsigned", 1).get(0);

        ObjectNode problem = deletions.delete("slides/" + slide.path("slideId").asText() + "?erase=true", 400);

        assertThat(problem.path("detail").asText()).contains("by is required");
        erase("{\"caseId\":\"unsigned-0\",\"by\":\"me\"}", 400);
        erase("{\"by\":\"me\",\"reason\":\"so\"}", 400);
        erase("{\"caseId\":\"a\",\"caseReference\":\"b\",\"by\":\"me\",\"reason\":\"so\"}", 400);
        service.get("slides/" + slide.path("slideId").asText(), 200);
        service.get("erasures/none", 404);
    }

    @Test
    void case_is_erased_with_what_waits_for_it() {
        String reference = "MRN 0815 / Jane Doe";
        String wanted = submit("other patient", "other-patient");
        service.awaitEnd(wanted);
        String done = submit(reference, "withdrawn-done");
        JsonNode slide =
                service.slides(service.awaitEnd(done).path("ingestId").asText()).get(0);
        ingests.stop();
        String waiting;
        ObjectNode erasure;
        try {
            waiting = submit(reference, "withdrawn-waiting");
            erasure = erase(
                    "{\"caseReference\":\"%s\",\"by\":\"study office\",\"reason\":\"consent withdrawn\"}"
                            .formatted(reference),
                    202);
        } finally {
            ingests.start();
        }

        assertThat(erasure.path("submissionsWithdrawn").asInt()).isEqualTo(1);
        String path = "erasures/" + erasure.path("erasureId").asText();
        await().atMost(LONG_ENOUGH)
                .until(() -> service.get(path, 200).path("state").asText().equals("erased"));
        ObjectNode rejected = service.ingest(waiting);
        assertThat(rejected.path("state").asText()).isEqualTo("rejected");
        assertThat(rejected.path("error").path("code").asText()).isEqualTo("conflict");
        await().atMost(LONG_ENOUGH)
                .until(() -> service.ingest(waiting).path("uri").asText().equals("deleted:source"));
        assertThat(service.ingest(done).path("uri").asText()).isEqualTo("deleted:source");
        assertThat(tables.holding("Jane")).isEmpty();
        assertThat(tables.holding("withdrawn-")).isEmpty();
        assertThat(store.list("patches/" + slide.path("extractionId").asText() + "/"))
                .isEmpty();
        assertThat(audit(erasure.path("caseId").asText()).path("action").asText())
                .isEqualTo("case-erasure-requested");
        assertThat(service.slides(wanted)).hasSize(1);
    }

    @Test
    void case_that_nobody_knows_is_answered_with_nothing_found() {
        ObjectNode erasure = erase("{\"caseReference\":\"nobody\",\"by\":\"me\",\"reason\":\"so\"}", 202);

        assertThat(erasure.path("state").asText()).isEqualTo("erased");
        assertThat(erasure.path("slides")).isEmpty();
        assertThat(erasure.path("submissionsWithdrawn").asInt()).isZero();
    }

    @Test
    void ingest_submitted_before_does_not_bring_an_erased_case_back() {
        ingests.stop();
        String ingest;
        ObjectNode erasure;
        try {
            ingest = service.submit(manyCases("coming", 3));
            erasure = erase("{\"caseId\":\"coming-2\",\"by\":\"me\",\"reason\":\"withdrawn\"}", 202);
        } finally {
            ingests.start();
        }

        ObjectNode ended = service.awaitEnd(ingest);
        assertThat(ended.path("state").asText()).isEqualTo("rejected");
        assertThat(ended.path("error").path("detail").asText()).contains("withdrew");
        assertThat(slidesOf("coming-1")).hasSize(1);
        assertThat(slidesOf("coming-2")).isEmpty();
        assertThat(erasure.path("state").asText()).isEqualTo("erased");
        // Submitted again on purpose, it is taken.
        assertThat(service.ingest(manyCases("coming", 3)).path("state").asText())
                .isEqualTo("ingested");
        assertThat(slidesOf("coming-2")).hasSize(1);
    }

    @Test
    void ingest_that_goes_on_ends_when_one_of_its_slides_is_erased() {
        String ingest = service.submit(manyCases("going", 40));
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> service.ingest(ingest).path("slidesDone").asInt() > 0);
        ingests.stop();
        JsonNode slide = service.slides(ingest).get(0);
        try {
            assertThat(deletions.deleteSlide(slide, 409).path("detail").asText())
                    .contains("1 ingest that goes on (" + ingest + ")");
            deletions.eraseSlide(slide, 202);
        } finally {
            ingests.start();
        }

        assertThat(service.awaitEnd(ingest).path("state").asText()).isEqualTo("rejected");
        deletions.awaitGone(slide);
        assertThat(store.list("patches/" + slide.path("extractionId").asText() + "/"))
                .isEmpty();
        assertThat(tables.holding(slide.path("slideId").asText())).isSubsetOf("audit", "outbox", "slide_deletion");
    }

    private Path manyCases(String name, int count) {
        Tree tree = new Tree();
        for (int i = 0; i < count; i++) {
            tree.patches(name + "-" + i, 1, 1);
        }
        return tree.folder(sources.resolve(name));
    }

    private JsonNode slidesOf(String caseId) {
        return service.get("slides?case=" + caseId, 200).path("items");
    }

    /** A folder that is named after the patient, of patches that are not. */
    private String submit(String caseReference, String folder) {
        Tree tree = new Tree()
                .file("benign/1.png", Pngs.patch(folder.hashCode()))
                .file("malignant/2.png", Pngs.patch(folder.hashCode() + 1));
        return service.post(
                        "ingests",
                        202,
                        "{\"uri\":\"%s\",\"caseReference\":\"%s\",\"layout\":\"class-folders\",\"mpp\":1}"
                                .formatted(tree.folder(sources.resolve(folder)).toUri(), caseReference))
                .path("ingestId")
                .asText();
    }

    private ObjectNode erase(String body, int status) {
        return Deletions.json(given().contentType(ContentType.JSON).body(body).post("/api/v1/erasures"), status);
    }

    private JsonNode verified(String dataset) {
        String path = "datasets/" + dataset + "/verifications";
        String id = service.post(path, 202, "").path("verificationId").asText();
        return await().atMost(LONG_ENOUGH)
                .until(() -> service.get(path + "/" + id, 200), found -> !found.path("findings")
                        .isMissingNode());
    }

    private JsonNode event(String slide) {
        return await().until(
                        () -> new TopicReader(bootstrapServers).events(Topic.SLIDES_DELETED, "slideId", slide),
                        found -> !found.isEmpty())
                .get(0);
    }

    private JsonNode audit(String subject) {
        return service.get("audit?subject=" + subject, 200).path("items").get(0);
    }
}
