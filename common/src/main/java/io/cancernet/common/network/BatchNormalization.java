package io.cancernet.common.network;

import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalisation over the channels with Keras' momentum .99 and epsilon 1e-3.
 *
 * <p>Deviation: the statistics for scoring are a plain mean over the first hundred steps and only then the moving
 * average. Keras lets them start at mean 0 and variance 1, which stays in them as .99^steps: where the true variance is
 * .003, as after the first layer, scoring is wrong for some 800 steps. On IDC, 11 cases against 3 unseen ones, ROC-AUC
 * after one epoch (219 steps) rose from .55 to .77 with one seed and from .72 to .79 with another; after a thousand
 * steps the two are the same.
 */
final class BatchNormalization extends ChannelNormalization {

    private static final double MOMENTUM = 0.99;
    private static final float EPSILON = 1e-3f;

    BatchNormalization() {
        super("gamma", "beta", "runningMean", "runningVar", EPSILON);
    }

    @Override
    double past(@Nullable PairList<String, Object> params) {
        return momentum(TrainingStep.of(params).index());
    }

    /** Share of the past in the statistics: none in step 0, that of a plain mean until it reaches .99. */
    static double momentum(long step) {
        return Math.min(MOMENTUM, step / (step + 1.0));
    }
}
