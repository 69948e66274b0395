package io.cancernet.inference.result;

import org.jspecify.annotations.Nullable;

/**
 * What became of a patch of a request.
 *
 * @param probability calibrated probability of disease; exactly one of {@code probability} and {@code errorCode} is
 *     there
 * @param positive whether the probability reaches the model's threshold
 * @param outOfDistribution whether the image's colours are unlike those of the training patches
 * @param errorCode why there is none
 */
public record PatchOutcome(
        @Nullable Double probability,
        boolean positive,
        boolean outOfDistribution,
        @Nullable String errorCode) {}
