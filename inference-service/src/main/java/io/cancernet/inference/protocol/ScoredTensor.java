package io.cancernet.inference.protocol;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.inference.scoring.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * One image of a request with its answer: a row of every output.
 *
 * @param colours compared with the training patches'; absent when the model does not know these
 */
record ScoredTensor(Prediction prediction, @Nullable ColourCheck colours) {

    boolean outOfDistribution() {
        return colours != null && colours.outOfDistribution();
    }
}
