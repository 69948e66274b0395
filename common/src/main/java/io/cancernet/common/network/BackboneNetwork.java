package io.cancernet.common.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A backbone whose weights may come from another task, and the head of the published recipes on it: global average
 * pooling, dropout .5, batch normalisation, two classes.
 *
 * <p>Deviation: the head's statistics follow the last ten batches or so, as PyTorch's do, and not the last hundred, as
 * Keras': the features under them move while a backbone is trained, and fine-tuning takes few steps.
 *
 * <p>The backbone's parameters are called as in torchvision, from {@code features.} on, the head's from {@code head.}
 * on. A frozen backbone neither learns nor moves the statistics of its batch normalisation, and no gradient is
 * recorded through it.
 */
final class BackboneNetwork extends AbstractBlock {

    /** What the names of the backbone's parameters begin with. */
    static final String BACKBONE = "features.";

    private static final String FEATURES = "features";
    private static final String HEAD = "head";
    private static final int CLASSES = 2;
    private static final double DROPOUT = 0.5;

    private final LayerChain features;
    private final LayerChain head;
    private boolean frozen;

    /** @param features takes (batch, 3, height, width) to (batch, channels, smaller height, smaller width) */
    BackboneNetwork(LayerChain features) {
        this.features = addChildBlock(FEATURES, features);
        this.head = addChildBlock(HEAD, BlockLayers.of(BackboneNetwork::tellHead));
    }

    /** Describes a whole network with this head. */
    static void describe(Consumer<Layers> features, GraphLayers graph) {
        graph.group(FEATURES, features); // (batch, channels, smaller height, smaller width)
        graph.globalAveragePool(); // (batch, channels)
        graph.group(HEAD, BackboneNetwork::tellHead); // (batch, 2)
    }

    private static void tellHead(Layers head) {
        head.dropout(DROPOUT, 1).torchNorm("norm").linear("classes", CLASSES);
    }

    LayerChain features() {
        return features;
    }

    /** Keeps the backbone as it is from now on. */
    void freeze() {
        frozen = true;
        features.freezeParameters(true);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> params) {
        try (NDList maps = features.forward(store, inputs, training && !frozen, params);
                NDArray means = Pool.globalAvgPool2d(maps.head())) {
            NDArray pooled = means.reshape(means.getShape().get(0), -1); // (batch, channels)
            return head.forward(store, new NDList(pooled), training, params); // (batch, 2)
        }
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
        features.initialize(manager, type, inputShapes);
        head.initialize(manager, type, pooled(inputShapes));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return head.getOutputShapes(pooled(inputShapes));
    }

    private Shape[] pooled(Shape[] inputShapes) {
        Shape maps = features.getOutputShapes(inputShapes)[0];
        return new Shape[] {new Shape(maps.get(0), maps.get(1))};
    }
}
