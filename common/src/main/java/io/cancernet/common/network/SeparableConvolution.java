package io.cancernet.common.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Keras' {@code SeparableConv2D} with a 3x3 kernel and padding "same": a depthwise convolution without bias, then a
 * pointwise one with bias and nothing between them.
 *
 * <p>With few input channels both are computed as one dense convolution, whose kernel is the product of the two. That
 * is the same function with the same parameters and gradients, and on the 3 channels of an image it makes a training
 * step 9 % faster; with 32 channels and more the nine times as many multiplications cost more than they save.
 */
final class SeparableConvolution extends AbstractBlock {

    private static final int DENSE_UP_TO_CHANNELS = 4;
    private static final int KERNEL = 3;
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape NO_PADDING = new Shape(0, 0);

    private final int filters;
    private final Parameter depthwise;
    private final Parameter pointwise;
    private final Parameter bias;

    SeparableConvolution(int filters) {
        this.filters = filters;
        depthwise = addParameter(parameter("depthwise", Parameter.Type.WEIGHT));
        pointwise = addParameter(parameter("pointwise", Parameter.Type.WEIGHT));
        bias = addParameter(parameter("bias", Parameter.Type.BIAS));
    }

    private static Parameter parameter(String name, Parameter.Type type) {
        return Parameter.builder().setName(name).setType(type).build();
    }

    @Override
    protected void prepare(Shape[] inputShapes) {
        long channels = inputShapes[0].get(1);
        depthwise.setShape(new Shape(channels, 1, KERNEL, KERNEL));
        pointwise.setShape(new Shape(filters, channels, 1, 1));
        bias.setShape(new Shape(filters));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow(); // (batch, channels, height, width)
        NDArray spatial = store.getValue(depthwise, x.getDevice(), training);
        NDArray mixing = store.getValue(pointwise, x.getDevice(), training);
        NDArray offset = store.getValue(bias, x.getDevice(), training);
        int channels = Math.toIntExact(x.getShape().get(1));
        if (channels <= DENSE_UP_TO_CHANNELS) {
            // Results belong to the manager of their first operand, here the network's: they are closed at once.
            try (NDArray row = spatial.reshape(1, channels, KERNEL, KERNEL);
                    NDArray kernel = mixing.mul(row)) { // (filters, channels, 3, 3)
                return Conv2d.conv2d(x, kernel, offset, ONE, ONE, ONE, 1); // (batch, filters, height, width)
            }
        }
        try (NDList filtered = Conv2d.conv2d(x, spatial, null, ONE, ONE, ONE, channels)) {
            return Conv2d.conv2d(filtered.head(), mixing, offset, ONE, NO_PADDING, ONE, 1);
            // (batch, filters, height, width)
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape in = inputShapes[0];
        return new Shape[] {new Shape(in.get(0), filters, in.get(2), in.get(3))};
    }
}
