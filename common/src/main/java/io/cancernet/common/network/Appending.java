package io.cancernet.common.network;

import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/** Layers whose channels are appended to those of their input. The parameters' names are those of the layers. */
final class Appending extends AbstractBlock {

    private static final int CHANNEL_AXIS = 1;

    private final LayerChain layers;

    Appending(LayerChain layers) {
        this.layers = addChildBlock("", layers);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        try (NDList added = layers.forward(store, inputs, training, params)) {
            return new NDList(NDArrays.concat(new NDList(inputs.head(), added.head()), CHANNEL_AXIS));
        }
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
        layers.initialize(manager, type, inputShapes);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape in = inputShapes[0];
        long channels = in.get(CHANNEL_AXIS) + layers.getOutputShapes(inputShapes)[0].get(CHANNEL_AXIS);
        return new Shape[] {new Shape(in.get(0), channels, in.get(2), in.get(3))};
    }
}
