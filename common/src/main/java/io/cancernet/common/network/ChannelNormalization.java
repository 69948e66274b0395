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

/** Batch normalisation over the channels of (batch, channels, ...), with the names and the momentum of its kind. */
abstract class ChannelNormalization extends AbstractBlock {

    private static final int CHANNEL_AXIS = 1;

    private final Parameter scale;
    private final Parameter shift;
    private final Parameter runningMean;
    private final Parameter runningVariance;
    private final float epsilon;

    ChannelNormalization(String scale, String shift, String runningMean, String runningVariance, float epsilon) {
        this.scale = addParameter(parameter(scale, Parameter.Type.GAMMA, true));
        this.shift = addParameter(parameter(shift, Parameter.Type.BETA, true));
        this.runningMean = addParameter(parameter(runningMean, Parameter.Type.RUNNING_MEAN, false));
        this.runningVariance = addParameter(parameter(runningVariance, Parameter.Type.RUNNING_VAR, false));
        this.epsilon = epsilon;
    }

    /** Share of the past in the statistics after a batch of training, which DJL calls momentum. */
    abstract double past(@Nullable PairList<String, Object> params);

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
        return BatchNorm.batchNorm(
                x,
                store.getValue(runningMean, x.getDevice(), training),
                store.getValue(runningVariance, x.getDevice(), training),
                store.getValue(scale, x.getDevice(), training),
                store.getValue(shift, x.getDevice(), training),
                CHANNEL_AXIS,
                training ? (float) past(params) : 1,
                epsilon,
                training); // (batch, channels, ...)
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
