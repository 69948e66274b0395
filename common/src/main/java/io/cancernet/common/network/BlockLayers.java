package io.cancernet.common.network;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import java.util.function.Consumer;

/** The layers of a network as they compute and learn, not yet initialised. */
final class BlockLayers implements Layers {

    private final LayerChain chain = new LayerChain();

    /** The layers in their order. */
    static LayerChain of(Consumer<Layers> network) {
        BlockLayers layers = new BlockLayers();
        network.accept(layers);
        return layers.chain;
    }

    @Override
    public Layers separable(String name, int filters) {
        return add(name, new SeparableConvolution(filters));
    }

    @Override
    public Layers convolution(String name, int filters, int kernel, int stride, int padding, boolean bias) {
        return add(name, Convolutions.square(filters, kernel, stride, padding, bias));
    }

    @Override
    public Layers relu() {
        return add("relu", Activation.reluBlock());
    }

    @Override
    public Layers kerasNorm(String name) {
        return add(name, new BatchNormalization());
    }

    @Override
    public Layers torchNorm(String name) {
        return add(name, new TorchBatchNormalization());
    }

    @Override
    public Layers dropout(double rate, long salt) {
        return add("dropout", new SeededDropout(rate, salt));
    }

    @Override
    public Layers maxPool(int kernel, int stride, int padding, boolean partial) {
        return add("pool", Pool.maxPool2dBlock(square(kernel), square(stride), square(padding), partial));
    }

    @Override
    public Layers averagePool(int side) {
        return add("pool", Pool.avgPool2dBlock(square(side), square(side)));
    }

    @Override
    public Layers flatten() {
        return add("flatten", Blocks.batchFlattenBlock());
    }

    @Override
    public Layers linear(String name, int units) {
        return add(name, Linear.builder().setUnits(units).build());
    }

    @Override
    public Layers fire(String name, int squeezed, int expanded) {
        return add(name, new Fire(squeezed, expanded));
    }

    @Override
    public Layers group(String name, Consumer<Layers> layers) {
        return add(name, of(layers));
    }

    @Override
    public Layers appending(String name, Consumer<Layers> layers) {
        return add(name, new Appending(of(layers)));
    }

    private Layers add(String name, Block layer) {
        chain.add(name, layer);
        return this;
    }

    private static Shape square(int side) {
        return new Shape(side, side);
    }
}
