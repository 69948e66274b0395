package io.cancernet.inference.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.json.Json;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.inference.request.ScoringRequest;
import io.cancernet.inference.slide.SlideGeometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The form that QuPath 0.4 and later reads: {@code QuPathTypeAdapters} and {@code ROITypeAdapters} in its source. */
class PatchGeoJsonTest {

    private static final SlideGeometry SLIDE = Patches.wholeSlide(50, 2000, 1900, 0.2525);

    @Test
    void features_areClosedSquaresInLevel0Pixels_withWhatQuPathNeeds() throws IOException {
        IndexLine positive = Patches.at(792, 0, 50, 50);
        IndexLine border = Patches.at(1584, 1584, 50, 50);
        JsonNode json = written(geojson -> {
            geojson.add(positive.patchId(), PatchArea.of(positive, SLIDE), Patches.scored(0.875));
            geojson.add(border.patchId(), PatchArea.of(border, SLIDE), Patches.scored(0.125));
        });

        assertThat(json.path("type").asText()).isEqualTo("FeatureCollection");
        assertThat(json.path("notice").asText()).isEqualTo(PatchScored.NOTICE);
        JsonNode feature = json.path("features").path(0);
        assertThat(feature.path("type").asText()).isEqualTo("Feature");
        assertThat(UUID.fromString(feature.path("id").asText()).toString().replace("-", ""))
                .isEqualTo(positive.patchId().value());
        assertThat(feature.path("geometry").path("type").asText()).isEqualTo("Polygon");
        assertThat(feature.path("geometry").path("coordinates").toString())
                .isEqualTo("[[[792,0],[1584.08,0],[1584.08,792.08],[792,792.08],[792,0]]]");
        JsonNode properties = feature.path("properties");
        assertThat(properties.path("objectType").asText()).isEqualTo("tile");
        assertThat(properties.path("classification").toString())
                .isEqualTo("{\"name\":\"Positive\",\"color\":[213,94,0]}");
        assertThat(properties.path("measurements").toString()).isEqualTo("{\"Probability of disease\":0.875}");
        JsonNode last = json.path("features").path(1);
        assertThat(last.path("properties").path("classification").path("name").asText())
                .isEqualTo("Negative");
        // It ends where the slide does.
        assertThat(last.path("geometry").path("coordinates").path(0).path(2).toString())
                .isEqualTo("[2000,1900]");
        assertThat(json.path("features")).hasSize(2);
    }

    @Test
    void patchesWithoutAScore_sayWhy() throws IOException {
        IndexLine failed = Patches.at(0, 0, 50, 50);
        IndexLine missing = Patches.at(50, 0, 50, 50);
        JsonNode json = written(geojson -> {
            geojson.add(failed.patchId(), PatchArea.of(failed, SLIDE), Patches.failed("undecodable-image"));
            geojson.add(missing.patchId(), PatchArea.of(missing, SLIDE), null);
        });

        assertThat(json.path("features")).hasSize(2).allSatisfy(feature -> {
            assertThat(feature.path("properties")
                            .path("classification")
                            .path("name")
                            .asText())
                    .isEqualTo("Not scored");
            assertThat(feature.path("properties").has("measurements")).isFalse();
        });
        assertThat(json.findValuesAsText("error")).containsExactly("undecodable-image", "missing");
    }

    @Test
    void scoreOfAnImageUnlikeTheTrainingPatches_isMarked() throws IOException {
        IndexLine line = Patches.at(0, 0, 50, 50);
        PatchOutcome outcome = new PatchOutcome(0.75, true, true, null);
        JsonNode json = written(geojson -> geojson.add(line.patchId(), PatchArea.of(line, SLIDE), outcome));

        assertThat(json.at("/features/0/properties/metadata/outOfDistribution").asText())
                .isEqualTo("true");
        ResultTally tally = new ResultTally(SLIDE.placedMpp());
        tally.add(line, PatchArea.of(line, SLIDE), outcome);
        assertThat(tally.counts().outOfDistribution()).isEqualTo(1);
    }

    @Test
    void ring_isCounterClockwise_asRfc7946Wants() throws IOException {
        IndexLine line = Patches.at(0, 0, 50, 50);
        JsonNode ring = written(geojson -> geojson.add(line.patchId(), PatchArea.of(line, SLIDE), Patches.scored(1)))
                .path("features")
                .path(0)
                .path("geometry")
                .path("coordinates")
                .path(0);

        double twiceArea = 0;
        for (int i = 0; i + 1 < ring.size(); i++) {
            twiceArea += ring.path(i).path(0).asDouble()
                            * ring.path(i + 1).path(1).asDouble()
                    - ring.path(i + 1).path(0).asDouble() * ring.path(i).path(1).asDouble();
        }
        assertThat(twiceArea).isPositive();
    }

    @Test
    void noPatches_areAnEmptyCollection() throws IOException {
        assertThat(written(geojson -> {}).path("features")).isEmpty();
    }

    @FunctionalInterface
    private interface Writing {
        void to(PatchGeoJson geojson) throws IOException;
    }

    private static JsonNode written(Writing writing) throws IOException {
        Path file;
        byte[] bytes;
        try (PatchGeoJson geojson = PatchGeoJson.begin(request())) {
            writing.to(geojson);
            Sha256 hash = geojson.finish();
            file = geojson.path();
            bytes = Files.readAllBytes(file);
            assertThat(hash).isEqualTo(Sha256.of(bytes));
        }
        assertThat(file).doesNotExist();
        return Json.mapper().readTree(bytes);
    }

    private static ScoringRequest request() {
        return new ScoringRequest(
                new RequestId("r-1"),
                new SlideId("1".repeat(32)),
                new CaseId("case"),
                new ExtractionId("2".repeat(32)),
                ScoringRequest.Origin.ASKED,
                0,
                new ObjectRef("index", Sha256.of(new byte[0])),
                SLIDE,
                new ModelVersion("model", "1"),
                ScoringRequest.State.SCORING,
                2,
                2,
                2,
                0,
                1,
                null,
                Instant.EPOCH,
                null,
                null,
                null);
    }
}
