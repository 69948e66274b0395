package io.cancernet.common.network;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Named layers applied one after the other.
 *
 * <p>Unlike DJL's {@code SequentialBlock} it lets go of each intermediate result as soon as the next one stands. What
 * the backward pass needs, the engine keeps itself; the rest would only stay until the batch is closed and cost memory
 * and cache (a third of the peak of a training step).
 */
final class LayerChain extends AbstractBlock {

    LayerChain add(String name, Block layer) {
        addChildBlock(name, layer);
        return this;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // whether a layer handed its input through, not whether values are equal
    protected NDList forwardInternal(
            ParameterStore parameters, NDList inputs, boolean training, PairList<String, Object> params) {
        NDList current = inputs;
        for (Block layer : children.values()) {
            NDList next = layer.forward(parameters, current, training, params);
            if (current != inputs && next.head() != current.head()) {
                current.close();
            }
            current = next;
        }
        return current;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
        Shape[] shapes = inputShapes;
        for (Block layer : children.values()) {
            layer.initialize(manager, type, shapes);
            shapes = layer.getOutputShapes(shapes);
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape[] shapes = inputShapes;
        for (Block layer : children.values()) {
            shapes = layer.getOutputShapes(shapes);
        }
        return shapes;
    }
}
