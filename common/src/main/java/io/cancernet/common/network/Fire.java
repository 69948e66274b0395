package io.cancernet.common.network;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/** SqueezeNet's module: few channels by a pointwise convolution, then many by a pointwise and a 3x3 one side by side. */
final class Fire extends AbstractBlock {

    private static final int CHANNEL_AXIS = 1;

    private final int expanded;
    private final Block squeeze;
    private final Block pointwise;
    private final Block spatial;

    /** @param expanded channels of each of the two that stand side by side */
    Fire(int squeezed, int expanded) {
        this.expanded = expanded;
        squeeze = addChildBlock("squeeze", Convolutions.square(squeezed, 1, 1, 0, true));
        pointwise = addChildBlock("expand1x1", Convolutions.square(expanded, 1, 1, 0, true));
        spatial = addChildBlock("expand3x3", Convolutions.square(expanded, 3, 1, 1, true));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        try (NDList squeezed = rectified(squeeze, store, inputs, training); // (batch, squeezed, height, width)
                NDList one = rectified(pointwise, store, squeezed, training); // (batch, expanded, height, width)
                NDList other = rectified(spatial, store, squeezed, training)) { // (batch, expanded, height, width)
            return new NDList(NDArrays.concat(new NDList(one.head(), other.head()), CHANNEL_AXIS));
            // (batch, 2 * expanded, height, width)
        }
    }

    private static NDList rectified(Block convolution, ParameterStore store, NDList inputs, boolean training) {
        try (NDList outputs = convolution.forward(store, inputs, training)) {
            return Activation.relu(outputs);
        }
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
        squeeze.initialize(manager, type, inputShapes);
        Shape[] squeezed = squeeze.getOutputShapes(inputShapes);
        pointwise.initialize(manager, type, squeezed);
        spatial.initialize(manager, type, squeezed);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape in = inputShapes[0];
        return new Shape[] {new Shape(in.get(0), 2L * expanded, in.get(2), in.get(3))};
    }
}
