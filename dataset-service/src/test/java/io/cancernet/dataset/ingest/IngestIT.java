package io.cancernet.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.Pngs;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tree;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class IngestIT {

    @Inject
    ObjectStore store;

    @Inject
    IngestConfig config;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final ServiceClient service = new ServiceClient();
    private Path sources;

    @BeforeEach
    void findSources() {
        sources = config.allowedRoots().orElseThrow().get(0);
    }

    @Test
    void folder_becomes_slides_shards_and_events() throws IOException {
        Path folder = new Tree()
                .patches("happy-1", 3, 7)
                .patches("happy-2", 2, 4)
                .patch("happy-2", 901, 1, 0, Pngs.sized(5, 12, 50))
                .folder(sources.resolve("happy"));

        ObjectNode ingest = service.ingest(folder);

        assertCounts(ingest, 17, 17, 0);
        assertThat(ingest.path("state").asText()).isEqualTo("ingested");
        assertThat(ingest.path("slides").asInt()).isEqualTo(2);
        List<JsonNode> slides = service.slides(ingest.path("ingestId").asText());
        assertThat(slides).extracting(each -> each.path("caseId").asText()).containsExactly("happy-1", "happy-2");
        for (JsonNode slide : slides) {
            assertSlideIsWhole(slide);
        }
        assertThat(service.get("slides?case=happy-1", 200).path("items")).hasSize(1);
        assertThat(service.get("slides/" + slides.get(0).path("slideId").asText(), 200))
                .isEqualTo(slides.get(0));
    }

    @Test
    void same_folder_again_changes_nothing() {
        Path folder = new Tree().patches("again", 2, 3).folder(sources.resolve("again"));
        JsonNode first =
                service.slides(service.ingest(folder).path("ingestId").asText()).get(0);
        awaitPatchEvents(first, 5);
        List<String> objects = store.list("patches/");

        ObjectNode repeat = service.ingest(folder);
        // A later ingest's events leave after those of the repeat, had it any.
        Path other = new Tree().patches("after-again", 1, 1).folder(sources.resolve("after-again"));
        JsonNode later =
                service.slides(service.ingest(other).path("ingestId").asText()).get(0);
        awaitPatchEvents(later, 2);

        assertCounts(repeat, 5, 5, 0);
        assertThat(service.slides(repeat.path("ingestId").asText())).containsExactly(first);
        assertThat(events(Topic.PATCHES_EXTRACTED, first)).hasSize(5);
        assertThat(events(Topic.SLIDES_INGESTED, first)).hasSize(1);
        assertThat(store.list("patches/")).containsAll(objects).hasSize(objects.size() + 2);
    }

    @Test
    void unusable_files_are_counted_with_their_reasons() {
        byte[] whole = Pngs.patch(1);
        Path folder = new Tree()
                .patches("mixed", 2, 2)
                .patch("mixed", 501, 1, 0, Arrays.copyOf(whole, whole.length / 2))
                .file(Tree.patchName("mixed", 551, 1, 0), "a text file named .png")
                .file("mixed/0/what.png", whole)
                .file("mixed/0/mixed_idx5_x601_y1_class1.png", whole)
                .patch("mixed", 651, 1, 0, whole)
                .file("copy/" + Tree.patchName("mixed", 651, 1, 0), whole)
                .patch("mixed", 701, 1, 0, Pngs.patch(8))
                .patch("mixed", 701, 1, 1, Pngs.patch(8))
                .file("readme.txt", "about")
                .folder(sources.resolve("mixed"));

        ObjectNode ingest = service.ingest(folder);

        assertCounts(ingest, 13, 5, 8);
        assertThat(ingest.path("quarantine").toString())
                .isEqualTo("{\"conflicting-patch\":2,\"duplicate-patch\":1,\"folder-and-name-disagree\":1,"
                        + "\"name-not-parsed\":1,\"not-an-image\":2,\"undecodable-image\":1}");
        String id = ingest.path("ingestId").asText();
        JsonNode slide = service.slides(id).get(0);
        assertCounts(slide, 10, 5, 5);
        awaitPatchEvents(slide, 5);
        ObjectNode firstPage = service.get("ingests/" + id + "/quarantine?limit=5", 200);
        ObjectNode secondPage = service.get(
                "ingests/%s/quarantine?limit=5&cursor=%s"
                        .formatted(id, firstPage.path("next").asText()),
                200);
        assertThat(firstPage.path("items")).hasSize(5);
        assertThat(secondPage.path("items")).hasSize(3);
        assertThat(secondPage.has("next")).isFalse();
    }

    @Test
    void archive_that_holds_its_tree_twice_stores_it_once() {
        Path zip = new Tree()
                .patches("twice", 3, 4)
                .twiceUnder("IDC_regular_ps50_idx5")
                .zip(sources.resolve("twice.zip"));

        ObjectNode ingest = service.ingest(zip);

        assertCounts(ingest, 14, 7, 7);
        assertThat(ingest.path("quarantine").path("duplicate-patch").asInt()).isEqualTo(7);
        JsonNode slide = service.slides(ingest.path("ingestId").asText()).get(0);
        awaitPatchEvents(slide, 7);
    }

    @Test
    void uploaded_archive_is_ingested_and_not_kept() {
        Path zip = new Tree().patches("uploaded", 3, 4).zip(sources.resolve("uploaded.zip"));

        ObjectNode ingest =
                service.awaitEnd(service.upload(zip, 202).path("ingestId").asText());

        assertCounts(ingest, 7, 7, 0);
        assertThat(ingest.path("uri").asText()).matches("upload:[0-9a-f-]+\\.zip");
        await().untilAsserted(() -> assertThat(store.list("uploads/")).isEmpty());
    }

    @Test
    void case_without_a_usable_patch_makes_no_slide() {
        Path folder = new Tree()
                .patches("usable", 1, 1)
                .file(Tree.patchName("useless", 1, 1, 0), "text")
                .folder(sources.resolve("useless"));

        ObjectNode ingest = service.ingest(folder);

        assertCounts(ingest, 3, 2, 1);
        assertThat(ingest.path("slides").asInt()).isEqualTo(1);
        assertThat(ingest.path("slidesDone").asInt()).isEqualTo(1);
        assertThat(service.get("slides?case=useless", 200).path("items")).isEmpty();
    }

    /** Refusals speak of the body's fields, not of the classes that read them. */
    private void assertRefused(String body, String detail) {
        assertThat(service.post("ingests", 400, body).path("detail").asText())
                .contains(detail)
                .doesNotContain("java", "cancernet.dataset", "token");
    }

    @Test
    void unknown_things_are_not_found_and_bad_requests_say_why() {
        assertThat(service.get("ingests/none", 404).path("code").asText()).isEqualTo("not-found");
        assertThat(service.get("ingests/none/quarantine", 404).path("detail").asText())
                .contains("GET /api/v1/ingests");
        assertThat(service.get("slides/00000000000000000000000000000000", 404)
                        .path("code")
                        .asText())
                .isEqualTo("not-found");
        assertThat(service.get("no-such-path", 404).isMissingNode()).isFalse();
        assertThat(service.get("ingests?limit=many", 400).path("detail").asText())
                .contains("many");
        assertThat(service.get("datasets?leaky=perhaps", 400).path("detail").asText())
                .contains("leaky must be true or false: 'perhaps'");
        assertThat(service.get("ingests?limit=0", 400).path("detail").asText()).contains("limit");
        assertThat(service.get("ingests?limit=abc", 400).path("detail").asText())
                .contains("\"abc\"")
                .doesNotContain("For input string");
        assertThat(service.post("ingests", 400, "{\"uri\":\"file:///x\",\"colour\":\"red\"}")
                        .path("detail")
                        .asText())
                .contains("colour");
        assertThat(service.post("ingests", 400, "{\"uri\":\"file:///x\",\"mpp\":-4}")
                        .path("detail")
                        .asText())
                .contains("microns per pixel");
        assertRefused("{}", "uri is required");
        assertRefused("", "body is missing");
        assertRefused("null", "body is missing");
        assertRefused("[]", "the body must be");
        assertRefused("{\"uri\":[1]}", "uri must be a URI");
        assertRefused("{\"uri\":\"s3://\"}", "uri must be a URI: 's3://'");
        assertRefused("{\"uri\":\"file:///x\",\"priority\":1.5}", "priority must be a whole number");
        assertRefused("{\"uri\":\"file:///x\",\"priority\":\"high\"}", "priority must be a whole number: 'high'");
        assertRefused("{\"uri\":\"file:///x\",\"priority\":1000000000000}", "a number is too large");
        assertRefused("{\"uri\":\"file:///x\",\"mpp\":\"4\"}", "mpp must be a number");
        assertRefused("{\"uri\":\"file:///x\",\"purpose\":\"fun\"}", "purpose must be one of dataset, scoring: 'fun'");
        assertRefused("{\"uri\":\"file:///x\",\"caseReference\":\" \"}", "caseReference must not be blank");
        assertRefused("{\"uri\":\"file:///x\",\"positiveClasses\":[null]}", "positiveClasses");
        assertThat(service.post("ingests", 400, "{not json").path("code").asText())
                .isEqualTo("invalid-request");
        assertThat(service.post("ingests", 400, "{\"uri\":\"file:///x\",\"layout\":\"camelyon\"}")
                        .path("detail")
                        .asText())
                .contains("camelyon");
        assertThat(service.post("ingests", 403, "{\"uri\":\"file:///etc/passwd\"}")
                        .path("code")
                        .asText())
                .isEqualTo("source-not-allowed");
    }

    private void assertSlideIsWhole(JsonNode slide) throws IOException {
        byte[] index = store.get(slide.path("indexKey").asText());
        assertThat(Sha256.of(index).value()).isEqualTo(slide.path("indexSha256").asText());
        List<IndexLine> lines = JsonLines.read(index, IndexLine.class);
        assertThat(lines).hasSize(slide.path("stored").asInt());
        for (IndexLine line : lines) {
            byte[] image = store.getRange(
                    line.image().shard(), line.image().offset(), line.image().length());
            assertThat(Sha256.of(image)).isEqualTo(line.image().sha256());
        }
        List<JsonNode> patches = awaitPatchEvents(slide, lines.size());
        assertThat(patches)
                .extracting(event -> event.path("patchId").asText())
                .containsExactlyInAnyOrderElementsOf(
                        lines.stream().map(line -> line.patchId().value()).toList());
        await().untilAsserted(
                        () -> assertThat(events(Topic.SLIDES_INGESTED, slide)).hasSize(1));
        assertCounts(
                events(Topic.SLIDES_INGESTED, slide).get(0),
                slide.path("in").asInt(),
                slide.path("stored").asInt(),
                slide.path("quarantined").asInt());
    }

    private List<JsonNode> awaitPatchEvents(JsonNode slide, int count) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> events(Topic.PATCHES_EXTRACTED, slide), found -> found.size() == count);
    }

    private List<JsonNode> events(Topic topic, JsonNode slide) {
        return new TopicReader(bootstrapServers)
                .events(topic, "slideId", slide.path("slideId").asText());
    }

    private static void assertCounts(JsonNode counted, int in, int stored, int quarantined) {
        assertThat(List.of(
                        counted.path("in").asInt(),
                        counted.path("stored").asInt(),
                        counted.path("quarantined").asInt()))
                .as(counted.toString())
                .containsExactly(in, stored, quarantined);
    }
}
