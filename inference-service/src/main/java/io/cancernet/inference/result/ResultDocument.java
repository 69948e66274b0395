package io.cancernet.inference.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.inference.result.ResultTally.FailedPatch;
import io.cancernet.inference.slide.SlideGeometry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a request's result: {@code result.json}.
 *
 * @param incompleteReason why patches are missing; absent when none are
 * @param threshold calibrated probability from which on a patch counts as positive
 * @param geometry how the patches lie on the slide
 * @param heatmapAlignment where the heat map lies on the slide
 */
record ResultDocument(
        RequestId requestId,
        int revision,
        SlideId slideId,
        CaseId caseId,
        ExtractionId extractionId,
        boolean complete,
        @Nullable String incompleteReason,
        ModelVersion model,
        @Nullable Double threshold,
        @Nullable Calibration calibration,
        Counts counts,
        Figures figures,
        SlideGeometry geometry,
        Alignment heatmapAlignment,
        Failures failures,
        Missing missing,
        Timings timings,
        ObjectRef heatmap,
        ObjectRef geojson) {

    /**
     * Patches; announced = scored + failed + missing, scored = positive + negative.
     *
     * @param outOfDistribution scored patches whose colours are unlike those of the training patches
     */
    record Counts(
            int announced, int scored, int failed, int missing, int positive, int negative, int outOfDistribution) {}

    /** Areas in square millimetres, probabilities of the scored patches. */
    record Figures(
            double scoredAreaMm2,
            double positiveAreaMm2,
            @Nullable Double maxProbability,
            @Nullable Double meanProbability) {}

    /** Patches that cannot be scored, counted by error code, and the first of them. */
    record Failures(Map<String, Integer> countByCode, List<FailedPatch> first) {}

    /** Patches of which nothing was heard, and the first of them. */
    record Missing(int count, List<PatchId> first) {}

    /** When things happened. */
    record Timings(
            Instant requestedAt,
            @Nullable Instant queuedAt,
            @Nullable Instant lastCountedAt,
            Instant writtenAt) {}

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    String notice() {
        return PatchScored.NOTICE;
    }
}
