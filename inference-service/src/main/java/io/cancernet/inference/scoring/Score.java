package io.cancernet.inference.scoring;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.ScoreId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The score of a patch by a model version, as it is kept.
 *
 * @param slideId of the patch, where who queued it said
 * @param probability calibrated probability of disease
 * @param latencyMillis from the arrival in the queue to the stored score, in milliseconds
 * @param inputSha256 of the image file; absent of scores of earlier versions
 * @param timings where the time went; absent of scores of earlier versions
 * @param colours compared with the training patches'; absent when the model does not know these
 */
public record Score(
        ScoreId scoreId,
        PatchId patchId,
        @Nullable SlideId slideId,
        ModelVersion model,
        double probability,
        double threshold,
        boolean positive,
        Instant scoredAt,
        long latencyMillis,
        @Nullable Sha256 inputSha256,
        PatchScored.@Nullable Timings timings,
        @Nullable ColourCheck colours) {

    /** Whether its image is known to be unlike the training patches. */
    boolean outOfDistribution() {
        return colours != null && colours.outOfDistribution();
    }

    /** The event that tells the score to whoever queued the patch. */
    PatchScored toEvent(PatchQueued asked) {
        return new PatchScored(
                scoreId,
                patchId,
                asked.requestId(),
                asked.slideId(),
                asked.caseId(),
                asked.x(),
                asked.y(),
                model,
                probability,
                threshold,
                positive,
                scoredAt,
                latencyMillis,
                inputSha256,
                timings,
                colours == null ? null : colours.outOfDistribution(),
                colours == null ? null : colours.distance());
    }
}
