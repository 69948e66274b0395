package io.cancernet.inference.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.ScoreId;
import io.cancernet.common.id.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One score of a request's list.
 *
 * @param probability calibrated probability of disease
 * @param threshold probability from which on a patch counts as positive
 * @param inputSha256 of the image file; absent of scores of earlier versions
 * @param timings where the time went; absent of scores of earlier versions
 * @param outOfDistribution whether the colours are so far from the training patches' that the score means little;
 *     absent when the model does not know these
 * @param colourDistance how far, in standard deviations
 */
public record ScoredPatch(
        ScoreId scoreId,
        PatchId patchId,
        @Nullable Integer x,
        @Nullable Integer y,
        double probability,
        double threshold,
        boolean positive,
        ModelVersion model,
        Instant scoredAt,
        @Nullable Sha256 inputSha256,
        PatchScored.@Nullable Timings timings,
        @Nullable Boolean outOfDistribution,
        @Nullable Double colourDistance) {

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    String notice() {
        return PatchScored.NOTICE;
    }
}
