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

/** Batch normalisation over the channels as PyTorch's, with its names: a tenth of each batch enters the statistics. */
final class TorchBatchNormalization extends AbstractBlock {

    /** Share of the past, which DJL means by momentum; PyTorch's momentum of .1 is that of the batch. */
    private static final float PAST = 0.9f;

    private static final float EPSILON = 1e-5f;
    private static final int CHANNEL_AXIS = 1;

    private final Parameter weight;
    private final Parameter bias;
    private final Parameter runningMean;
    private final Parameter runningVariance;

    TorchBatchNormalization() {
        weight = addParameter(parameter("weight", Parameter.Type.GAMMA, true));
        bias = addParameter(parameter("bias", Parameter.Type.BETA, true));
        runningMean = addParameter(parameter("running_mean", Parameter.Type.RUNNING_MEAN, false));
        runningVariance = addParameter(parameter("running_var", Parameter.Type.RUNNING_VAR, false));
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
        NDArray x = inputs.singletonOrThrow(); // (batch, channels, height, width)
        return BatchNorm.batchNorm(
                x,
                store.getValue(runningMean, x.getDevice(), training),
                store.getValue(runningVariance, x.getDevice(), training),
                store.getValue(weight, x.getDevice(), training),
                store.getValue(bias, x.getDevice(), training),
                CHANNEL_AXIS,
                PAST,
                EPSILON,
                training); // (batch, channels, height, width)
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
