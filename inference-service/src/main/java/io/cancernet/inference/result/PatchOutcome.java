package io.cancernet.inference.result;

import org.jspecify.annotations.Nullable;

/**
 * What became of a patch of a request.
 *
 * @param probability calibrated probability of disease; exactly one of {@code probability} and {@code errorCode} is
 *     there
 * @param positive whether the probability reaches the model's threshold
 * @param errorCode why there is none
 */
public record PatchOutcome(
        @Nullable Double probability,
        boolean positive,
        @Nullable String errorCode) {}
