package io.cancernet.common.network;

import ai.djl.util.PairList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A training pass as the layers see it.
 *
 * @param index of the step in the run, from 0
 * @param seed decides what is dropped
 */
public record TrainingStep(long index, long seed) {

    private static final String KEY = "trainingStep";

    PairList<String, Object> asParameters() {
        return new PairList<>(List.of(KEY), List.of(this));
    }

    static TrainingStep of(@Nullable PairList<String, Object> parameters) {
        if (parameters != null && parameters.get(KEY) instanceof TrainingStep step) {
            return step;
        }
        throw new IllegalStateException("a training pass needs its step");
    }
}
