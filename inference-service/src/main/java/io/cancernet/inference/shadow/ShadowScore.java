package io.cancernet.inference.shadow;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.ScoreId;
import java.time.Instant;

/**
 * What a shadow model says of an image that was scored.
 *
 * @param scoreId the score that it stands beside
 * @param model the shadow model
 * @param probability calibrated probability of disease
 */
public record ShadowScore(
        ScoreId scoreId,
        ModelVersion model,
        double probability,
        double threshold,
        boolean positive,
        Instant scoredAt) {}
