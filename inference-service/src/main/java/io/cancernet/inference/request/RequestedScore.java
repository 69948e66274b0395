package io.cancernet.inference.request;

import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.PatchId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a patch of a request: it has a score or an error.
 *
 * @param x left edge, as the slide's index has it; absent where a queued patch named no place
 * @param y top edge
 * @param probability calibrated probability of disease; absent where there is an error
 * @param threshold of the model when it scored the patch; the patch is positive from there on
 * @param outOfDistribution whether its colours are unlike those of the training patches
 * @param errorCode why it has no score
 */
public record RequestedScore(
        PatchId patchId,
        @Nullable Integer x,
        @Nullable Integer y,
        @Nullable Double probability,
        @Nullable Double threshold,
        @Nullable Boolean positive,
        @Nullable Boolean outOfDistribution,
        @Nullable Instant scoredAt,
        @Nullable String errorCode,
        String notice) {

    public RequestedScore(
            PatchId patchId,
            @Nullable Integer x,
            @Nullable Integer y,
            @Nullable Double probability,
            @Nullable Double threshold,
            @Nullable Boolean positive,
            @Nullable Boolean outOfDistribution,
            @Nullable Instant scoredAt,
            @Nullable String errorCode) {
        this(
                patchId,
                x,
                y,
                probability,
                threshold,
                positive,
                outOfDistribution,
                scoredAt,
                errorCode,
                PatchScored.NOTICE);
    }

    public RequestedScore {
        if ((probability == null) == (errorCode == null)) {
            throw new IllegalArgumentException("patch %s has either a score or an error".formatted(patchId));
        }
    }
}
