package io.cancernet.common.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
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
final class BatchNormalization extends AbstractBlock {

    private static final double MOMENTUM = 0.99;
    private static final float EPSILON = 1e-3f;
    private static final int CHANNEL_AXIS = 1;

    private final Parameter gamma;
    private final Parameter beta;
    private final Parameter runningMean;
    private final Parameter runningVar;

    BatchNormalization() {
        gamma = addParameter(parameter("gamma", Parameter.Type.GAMMA, true));
        beta = addParameter(parameter("beta", Parameter.Type.BETA, true));
        runningMean = addParameter(parameter("runningMean", Parameter.Type.RUNNING_MEAN, false));
        runningVar = addParameter(parameter("runningVar", Parameter.Type.RUNNING_VAR, false));
    }

    private static Parameter parameter(String name, Parameter.Type type, boolean learns) {
        return Parameter.builder()
                .setName(name)
                .setType(type)
                .optRequiresGrad(learns)
                .build();
    }

    @Override
    protected void prepare(Shape[] inputShapes) {
        Shape channels = new Shape(inputShapes[0].get(CHANNEL_AXIS));
        parameters.values().forEach(parameter -> parameter.setShape(channels));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow(); // (batch, channels, ...)
        double momentum = training ? momentum(TrainingStep.of(params).index()) : MOMENTUM;
        return BatchNorm.batchNorm(
                x,
                store.getValue(runningMean, x.getDevice(), training),
                store.getValue(runningVar, x.getDevice(), training),
                store.getValue(gamma, x.getDevice(), training),
                store.getValue(beta, x.getDevice(), training),
                CHANNEL_AXIS,
                (float) momentum,
                EPSILON,
                training); // (batch, channels, ...)
    }

    /** Share of the past in the statistics: none in step 0, that of a plain mean until it reaches .99. */
    static double momentum(long step) {
        return Math.min(MOMENTUM, step / (step + 1.0));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
