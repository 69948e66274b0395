package io.cancernet.inference.shadow;

import io.cancernet.common.event.ModelVersion;
import java.time.Instant;

/**
 * How often a shadow model and the model whose scores count call a patch differently.
 *
 * @param model whose scores count
 * @param compared patches that both scored
 * @param shadowOnly patches that only the shadow model calls positive
 * @param modelOnly patches that only the other calls positive
 * @param meanDifference of the probabilities, without sign
 */
public record Disagreement(
        ModelVersion shadow,
        ModelVersion model,
        long compared,
        long shadowOnly,
        long modelOnly,
        double meanDifference,
        Instant first,
        Instant last) {

    public Disagreement {
        if (compared < 1 || shadowOnly < 0 || modelOnly < 0 || shadowOnly + modelOnly > compared) {
            throw new IllegalArgumentException(
                    "%d + %d of %d patches disagree".formatted(shadowOnly, modelOnly, compared));
        }
    }

    /** Part of the patches that are called differently, 0 to 1. */
    public double rate() {
        return (double) (shadowOnly + modelOnly) / compared;
    }
}
