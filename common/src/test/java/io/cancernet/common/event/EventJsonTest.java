package io.cancernet.common.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.ScoreId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.json.Json;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire form of every event: a change here is a change of the published contract. */
class EventJsonTest {

    private static final SlideId SLIDE = new SlideId("11111111111111111111111111111111");
    private static final ExtractionId EXTRACTION = new ExtractionId("22222222222222222222222222222222");
    private static final PatchId PATCH = new PatchId("33333333333333333333333333333333");
    private static final Sha256 HASH = new Sha256("4".repeat(64));
    private static final CaseId CASE = new CaseId("8863");
    private static final PatchLocation IMAGE = new PatchLocation("patches/2/shard-00000.tar", 512, 6123, HASH);
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final DatasetVersion DATASET = new DatasetVersion("idc", 1);
    private static final ModelVersion MODEL = new ModelVersion("cancernet", "20260102-030405-0a1b2c");

    static Stream<Event> events() {
        return Stream.of(
                new PatchExtracted(PATCH, EXTRACTION, SLIDE, CASE, 851, 1601, 50, 49, new MicronsPerPixel(4), 1, IMAGE),
                new SlideIngested(
                        SLIDE,
                        CASE,
                        EXTRACTION,
                        Purpose.DATASET,
                        12,
                        10,
                        2,
                        new ObjectRef("patches/2/index.jsonl.gz", HASH),
                        new MicronsPerPixel(4),
                        50,
                        50,
                        44_000,
                        33_000,
                        new MicronsPerPixel(0.25),
                        new IngestId("i-1"),
                        9),
                new SlideSubmitted(
                        new IngestId("s-1"),
                        URI.create("s3://slides/1.svs"),
                        "case 7",
                        Purpose.SCORING,
                        9,
                        "whole-slide",
                        new MicronsPerPixel(0.25),
                        1,
                        50,
                        new MicronsPerPixel(4),
                        URI.create("s3://slides/1.geojson")),
                new SlideDeleted(SLIDE, List.of(EXTRACTION), true, List.of(DATASET), TIME),
                new SlideRejected("archive.zip", new IngestId("i-1"), "no-images", "No image was found."),
                new DatasetFrozen(
                        DATASET,
                        new ObjectRef("datasets/idc/1/manifest.jsonl.gz", HASH),
                        new MicronsPerPixel(4),
                        false,
                        List.of(new DatasetFrozen.SplitCount(Split.TRAIN, 8, 700, 300))),
                new RunRequested(
                        new RunId("r-1"), DATASET, "cancernet-robust", Map.of("optimizer.learningRate", 0.005), 7L, 9),
                new RunChanged(
                        new RunId("20260102-030405-0a1b2c"),
                        RunChanged.Change.EPOCH_FINISHED,
                        DATASET,
                        "cancernet",
                        TIME,
                        new RunChanged.Epoch(1, 0.5, 0.75, 0.625, 0.7, 0.8),
                        null,
                        null,
                        null),
                new ModelRejected(
                        "live",
                        MODEL,
                        new ModelVersion("cancernet", "20251231-000000-ffffff"),
                        "hash-mismatch",
                        "models/cancernet/1/model.safetensors has not the sha256 of the promotion",
                        TIME,
                        TIME),
                new ModelPromoted(
                        ModelPromoted.LIVE,
                        MODEL,
                        new ObjectRef("models/cancernet/1/model.safetensors", HASH),
                        new ObjectRef("models/cancernet/1/model.json", HASH),
                        new ModelPromoted.Calibration(0.5, -0.25),
                        0.375,
                        new ModelPromoted.Input(48, 48, new MicronsPerPixel(4), 0.00390625, 50),
                        "someone",
                        "best on validation",
                        TIME),
                new PatchQueued(PATCH, new RequestId("r-1"), SLIDE, CASE, 851, 1601, IMAGE, null, 0),
                new PatchScored(
                        new ScoreId("55555555555555555555555555555555"),
                        PATCH,
                        new RequestId("r-1"),
                        SLIDE,
                        CASE,
                        851,
                        1601,
                        MODEL,
                        0.75,
                        0.375,
                        true,
                        TIME,
                        42,
                        HASH,
                        new PatchScored.Timings(30, 4, 8),
                        false,
                        2.25),
                scored(12, 10, 1, "1 of 12 patches was not scored in time"),
                new SlideUnscored(
                        new RequestId("r-1"),
                        SLIDE,
                        CASE,
                        EXTRACTION,
                        MODEL,
                        SlideUnscored.End.REFUSED,
                        12,
                        0,
                        "model-mismatch",
                        "ingest the slide again, cut at the model's resolution",
                        TIME));
    }

    private static SlideScored scored(int announced, int scored, int failed, @Nullable String incompleteReason) {
        return new SlideScored(
                new RequestId("r-1"),
                SLIDE,
                CASE,
                EXTRACTION,
                MODEL,
                1,
                announced,
                scored,
                failed,
                announced - scored - failed,
                4,
                0.16,
                0.875,
                0.25,
                incompleteReason == null,
                incompleteReason,
                new ObjectRef("results/r-1/heatmap.png", HASH),
                new ObjectRef("results/r-1/patches.geojson", HASH),
                new ObjectRef("results/r-1/result.json", HASH),
                TIME);
    }

    @ParameterizedTest
    @MethodSource("events")
    void event_written_equalsItsGoldenJson(Event event) throws IOException {
        String written = Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(event);

        assertThat(written.replace("\r\n", "\n").strip()).isEqualTo(golden(event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void goldenJson_read_isTheEvent(Event event) throws IOException {
        assertThat(Json.read(golden(event).getBytes(StandardCharsets.UTF_8), event.getClass()))
                .isEqualTo(event);
    }

    @Test
    void everyKindOfEvent_isGolden() {
        assertThat(events().<Class<?>>map(Event::getClass).toList())
                .containsExactlyInAnyOrderElementsOf(List.of(Event.class.getPermittedSubclasses()));
    }

    @Test
    void type_namesWhatHappenedAndItsVersion() {
        assertThat(events().map(Event::type))
                .containsExactly(
                        "io.cancernet.patches.extracted.v1",
                        "io.cancernet.slides.ingested.v1",
                        "io.cancernet.slides.submitted.v1",
                        "io.cancernet.slides.deleted.v1",
                        "io.cancernet.slides.rejected.v1",
                        "io.cancernet.datasets.frozen.v1",
                        "io.cancernet.runs.requested.v1",
                        "io.cancernet.runs.epoch-finished.v1",
                        "io.cancernet.models.rejected.v1",
                        "io.cancernet.models.promoted.v1",
                        "io.cancernet.patches.queued.v1",
                        "io.cancernet.patches.scored.v1",
                        "io.cancernet.slides.scored.v1",
                        "io.cancernet.slides.unscored.v1");
    }

    @Test
    void newerSendersField_isIgnored() throws IOException {
        String json =
                "{\"reference\":\"a\",\"ingestId\":\"i\",\"code\":\"c\",\"reason\":\"r\",\"added\":{\"later\":1}}";

        assertThat(Json.read(json.getBytes(StandardCharsets.UTF_8), SlideRejected.class)
                        .reference())
                .isEqualTo("a");
    }

    @Test
    void slideIngested_whoseCountsDoNotAddUp_isRefused() {
        assertThatThrownBy(() -> new SlideIngested(
                        SLIDE,
                        CASE,
                        EXTRACTION,
                        Purpose.DATASET,
                        12,
                        10,
                        1,
                        new ObjectRef("k", HASH),
                        new MicronsPerPixel(4),
                        50,
                        50,
                        null,
                        null,
                        null,
                        null,
                        null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in = stored + quarantined");
    }

    @Test
    void slideScored_whoseCountsDoNotAddUp_isRefused() {
        assertThatThrownBy(() -> scored(12, 11, 2, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("announced = scored + failed + missing");
    }

    @Test
    void slideScored_thatIsIncompleteWithoutAReason_isRefused() {
        assertThatThrownBy(() -> scored(12, 10, 1, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("incomplete");
    }

    @Test
    void patchQueued_withAPriority_isTheSameEventInAnotherTopic() {
        PatchQueued normal = new PatchQueued(PATCH, null, null, null, null, null, IMAGE, null);
        PatchQueued urgent = new PatchQueued(PATCH, null, null, null, null, null, IMAGE, null, 1);

        assertThat(normal.topic()).isEqualTo(Topic.PATCHES_QUEUED);
        assertThat(urgent.topic()).isEqualTo(Topic.PATCHES_URGENT);
        assertThat(urgent.type()).isEqualTo(normal.type());
    }

    @Test
    void patchQueued_withNoImageOrTwo_isRefused() {
        assertThatThrownBy(() -> new PatchQueued(PATCH, null, null, null, null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PatchQueued(PATCH, null, null, null, null, null, IMAGE, "AAAA"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void patchQueued_withTooLargeAnInlineImage_isRefused() {
        String tooLarge = "A".repeat(PatchQueued.MAX_INLINE_BYTES / 3 * 4 + 8);

        assertThatThrownBy(() -> new PatchQueued(PATCH, null, null, null, null, null, null, tooLarge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most");
    }

    private static String golden(Event event) throws IOException {
        String name = "/golden/" + event.getClass().getSimpleName() + ".json";
        try (InputStream in = EventJsonTest.class.getResourceAsStream(name)) {
            Objects.requireNonNull(in, name + " is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
