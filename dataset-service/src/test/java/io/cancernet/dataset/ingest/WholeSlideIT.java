package io.cancernet.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.kafka.EventPublisher;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole slides on their way from a file to patches, through the real stores. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class WholeSlideIT {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final int SIDE = 64;

    @Inject
    ObjectStore store;

    @Inject
    EventPublisher publisher;

    @Inject
    IngestConfig config;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final ServiceClient service = new ServiceClient();
    private Path sources;

    @BeforeEach
    void findSources() throws IOException {
        sources = Files.createDirectories(
                config.allowedRoots().orElseThrow().get(0).resolve("slides"));
    }

    @Test
    void slide_becomes_patches_at_their_places() throws IOException {
        Path file = slide("plain.tif", 1);

        ObjectNode ingest = ingest(file, "\"mpp\":0.5,\"patchSize\":64,\"patchMpp\":1,\"label\":1");

        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        assertThat(ingest.path("in").asInt())
                .isEqualTo(ingest.path("stored").asInt()
                        + ingest.path("quarantined").asInt())
                .isEqualTo(8 * 6);
        assertThat(ingest.path("quarantine").path("background").asInt())
                .isEqualTo(ingest.path("quarantined").asInt())
                .isPositive();
        JsonNode slide = service.slides(ingest.path("ingestId").asText()).get(0);
        assertThat(slide.path("image").path("width").asInt()).isEqualTo(1024);
        assertThat(slide.path("positive").asInt())
                .isEqualTo(slide.path("stored").asInt());
        List<IndexLine> lines = JsonLines.read(store.get(slide.path("indexKey").asText()), IndexLine.class);
        assertThat(lines).hasSize(slide.path("stored").asInt());
        for (IndexLine line : lines) {
            assertThat(line.x() % 128).isZero();
            assertThat(line.label()).isEqualTo(1);
            byte[] png = store.getRange(
                    line.image().shard(), line.image().offset(), line.image().length());
            assertThat(new PatchImageCodec().decode(png)).isEqualTo(averaged(line, 1));
        }
        JsonNode event = await().atMost(LONG_ENOUGH)
                .until(() -> events(Topic.SLIDES_INGESTED, slide), found -> found.size() == 1)
                .get(0);
        assertThat(event.path("slideWidth").asInt()).isEqualTo(1024);
        assertThat(event.path("slideMpp").asDouble()).isEqualTo(0.5);
        assertThat(event.toString()).doesNotContain("plain.tif");
        await().atMost(LONG_ENOUGH).untilAsserted(() -> assertThat(events(Topic.PATCHES_EXTRACTED, slide))
                .hasSize(lines.size()));
        assertThat(store.list("patches/" + slide.path("extractionId").asText()))
                .anyMatch(key -> key.endsWith("/cells.jsonl.gz"));
    }

    @Test
    void same_file_again_is_the_same_slide_and_said_so() throws IOException {
        Path file = slide("once.tif", 2);
        Path copy = Files.copy(file, sources.resolve("once-more.tif"));
        String options = "\"mpp\":0.5,\"patchSize\":64,\"patchMpp\":1,\"caseReference\":\"A\"";

        ObjectNode first = ingest(file, options);
        ObjectNode again = ingest(copy, options);
        ObjectNode ofAnother = ingest(copy, options.replace("\"A\"", "\"B\""));

        assertThat(again.path("slidesKnown").asInt()).isEqualTo(1);
        assertThat(again.path("progress").path("cells").asInt())
                .as("clients count cells, not files")
                .isEqualTo(again.path("in").asInt());
        assertThat(again.path("stored")).isEqualTo(first.path("stored"));
        assertThat(slideOf(again)).isEqualTo(slideOf(first));
        assertThat(ofAnother.path("state").asText()).isEqualTo("rejected");
        assertThat(ofAnother.path("error").path("code").asText()).isEqualTo("conflict");
        assertThat(slideOf(first).path("caseId").asText()).hasSize(32).isNotEqualTo("A");
    }

    @Test
    void slide_without_a_resolution_is_rejected_with_what_to_supply() throws IOException {
        ObjectNode ingest = ingest(slide("no-mpp.tif", 3), "\"patchSize\":64,\"patchMpp\":1");

        assertThat(ingest.path("error").path("code").asText()).isEqualTo("slide-mpp-missing");
        assertThat(ingest.path("error").path("detail").asText()).contains("mpp");
    }

    @Test
    void damaged_slide_leaves_nothing_behind() throws IOException {
        byte[] whole = Files.readAllBytes(slide("whole.tif", 4));
        Path cut = Files.write(sources.resolve("Jane-Doe.tif"), java.util.Arrays.copyOf(whole, whole.length / 2));
        List<String> before = store.list("patches/");

        ObjectNode ingest = ingest(cut, "\"mpp\":0.5,\"patchSize\":64,\"patchMpp\":1");

        assertThat(ingest.path("state").asText()).isEqualTo("rejected");
        assertThat(ingest.path("error").path("code").asText()).isEqualTo("slide-unreadable");
        assertThat(store.list("patches/")).containsExactlyElementsOf(before);
        JsonNode event = await().atMost(LONG_ENOUGH)
                .until(
                        () -> new TopicReader(bootstrapServers)
                                .events(
                                        Topic.SLIDES_REJECTED,
                                        "ingestId",
                                        ingest.path("ingestId").asText()),
                        found -> found.size() == 1)
                .get(0);
        assertThat(event.toString()).doesNotContain("Jane");
    }

    @Test
    void slide_without_tissue_is_rejected() throws IOException {
        Path file =
                new SyntheticTiff(1024, 768, (level, x, y) -> 0xF4F4F4).mpp(0.5).write(sources.resolve("white.tif"));

        ObjectNode ingest = ingest(file, "\"patchSize\":64,\"patchMpp\":1");

        assertThat(ingest.path("error").path("code").asText()).isEqualTo("slide-no-tissue");
    }

    @Test
    void slide_for_scoring_waits_for_a_live_model_and_is_cut_to_it() throws IOException {
        Path file = slide("scoring.tif", 5);
        String id = service.post(
                        "ingests", 202, "{\"uri\":\"%s\",\"mpp\":0.5,\"purpose\":\"scoring\"}".formatted(file.toUri()))
                .path("ingestId")
                .asText();
        Path after = slide("after.tif", 6);
        ingest(after, "\"mpp\":0.5,\"patchSize\":64,\"patchMpp\":1");
        assertThat(service.ingest(id).path("state").asText()).isEqualTo("submitted");

        publisher.publish(List.of(promotion(48, 2)));

        ObjectNode ingest = service.awaitEnd(id);
        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        JsonNode slide = slideOf(ingest);
        assertThat(slide.path("patchWidth").asInt()).isEqualTo(48);
        assertThat(slide.path("mpp").asDouble()).isEqualTo(2);
        JsonNode event = await().atMost(LONG_ENOUGH)
                .until(() -> events(Topic.SLIDES_INGESTED, slide), found -> found.size() == 1)
                .get(0);
        assertThat(event.path("purpose").asText()).isEqualTo("scoring");
        assertThat(event.path("ingestId").asText()).isEqualTo(id);
    }

    @Test
    void regions_label_patches_and_stain_is_recorded() throws IOException {
        Path file = slide("regions.tif", 7);
        Path regions = Files.writeString(sources.resolve("regions.geojson"), """
                {"type": "Feature",
                 "geometry": {"type": "Polygon", "coordinates": [[[256,128],[576,128],[576,640],[256,640],[256,128]]]},
                 "properties": {"classification": {"name": "Tumor"}}}""");

        ObjectNode ingest = ingest(
                file,
                "\"mpp\":0.5,\"patchSize\":64,\"patchMpp\":1,\"stain\":\"reinhard\",\"annotations\":\"%s\""
                        .formatted(regions.toUri()));

        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        JsonNode slide = slideOf(ingest);
        for (IndexLine line : JsonLines.read(store.get(slide.path("indexKey").asText()), IndexLine.class)) {
            // The region ends in the middle of the column at 512: exactly half inside is positive.
            assertThat(line.label()).as(line.toString()).isEqualTo(line.x() <= 512 ? 1 : 0);
        }
        assertThat(slide.path("negative").asInt()).isPositive();
        assertThat(slide.path("parameters").path("stain").path("method").asText())
                .isEqualTo("reinhard");
    }

    @Test
    void regions_that_name_no_disease_are_rejected() throws IOException {
        Path file = slide("no-regions.tif", 8);
        Path regions = Files.writeString(
                sources.resolve("none.geojson"), "{\"type\": \"FeatureCollection\", \"features\": []}");

        ObjectNode ingest = ingest(
                file, "\"mpp\":0.5,\"patchSize\":64,\"patchMpp\":1,\"annotations\":\"%s\"".formatted(regions.toUri()));

        assertThat(ingest.path("error").path("code").asText()).isEqualTo("annotations-invalid");
    }

    private static ModelPromoted promotion(int side, double mpp) {
        Sha256 hash = Sha256.of(new byte[0]);
        return new ModelPromoted(
                ModelPromoted.LIVE,
                new ModelVersion("cancernet", "20260102-030405-0a1b2c"),
                new ObjectRef("models/a", hash),
                new ObjectRef("models/b", hash),
                new ModelPromoted.Calibration(1, 0),
                0.5,
                new ModelPromoted.Input(side / 2, side / 2, new MicronsPerPixel(mpp), 1 / 255.0, side),
                "a test",
                "to be cut for",
                Instant.EPOCH);
    }

    /** A square of tissue on glass; two levels, half a micron a pixel, of which the file says nothing. */
    private Path slide(String name, int seed) throws IOException {
        return new SyntheticTiff(1024, 768, (level, x, y) -> colour(seed, x << (2 * level), y << (2 * level)))
                .levels(1, 4)
                .write(sources.resolve(name));
    }

    private static int colour(int seed, int x, int y) {
        boolean tissue = x >= 256 && x < 896 && y >= 128 && y < 640;
        if (!tissue) {
            return 0xF2F2F2;
        }
        // Speckled: a patch of one colour would count as out of focus.
        int speckle = (x / 4 * 73_856_093 ^ y / 4 * 19_349_663 ^ seed * 83_492_791) >>> 7 & 0x3F;
        return (0xC0 - speckle) << 16 | (0x60 - speckle) << 8 | (0xA0 - speckle);
    }

    /** The patch of a line, made of 2x2 pixels of level 0. */
    private static RgbImage averaged(IndexLine line, int seed) {
        byte[] pixels = new byte[SIDE * SIDE * RgbImage.CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            int x = line.x() + i / 3 % SIDE * 2;
            int y = line.y() + i / 3 / SIDE * 2;
            int shift = 16 - i % 3 * 8;
            int sum = 0;
            for (int corner = 0; corner < 4; corner++) {
                sum += colour(seed, x + corner % 2, y + corner / 2) >> shift & 0xFF;
            }
            pixels[i] = (byte) ((sum + 2) / 4);
        }
        return new RgbImage(SIDE, SIDE, pixels);
    }

    private JsonNode slideOf(JsonNode ingest) {
        return service.slides(ingest.path("ingestId").asText()).get(0);
    }

    private ObjectNode ingest(Path file, String options) {
        String body = "{\"uri\":\"%s\",%s}".formatted(file.toUri(), options);
        return service.awaitEnd(
                service.post("ingests", 202, body).path("ingestId").asText());
    }

    private List<JsonNode> events(Topic topic, JsonNode slide) {
        return new TopicReader(bootstrapServers)
                .events(topic, "slideId", slide.path("slideId").asText());
    }
}
