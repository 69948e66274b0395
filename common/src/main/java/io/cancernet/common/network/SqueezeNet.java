package io.cancernet.common.network;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;

/**
 * SqueezeNet 1.1 (Iandola et al. 2016) with torchvision's layers and names: 722,496 parameters below the head.
 *
 * <p>Deviation: the convolutional classifier of 1,000 classes gives way to the head of {@link BackboneNetwork}.
 */
final class SqueezeNet {

    private static final int FIRST = 64;
    private static final Shape THREE = new Shape(3, 3);
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NO_PADDING = new Shape(0, 0);

    private SqueezeNet() {}

    /** The layers, not yet initialised; shapes are those of 224x224 pixels. */
    static Block layers() {
        return new BackboneNetwork(new LayerChain()
                .add("0", Convolutions.biased(FIRST, 3, 2, 0)) // (batch, 64, 111, 111)
                .add("1", Activation.reluBlock())
                .add("2", pool()) // (batch, 64, 55, 55)
                .add("3", new Fire(16, 64)) // (batch, 128, 55, 55)
                .add("4", new Fire(16, 64))
                .add("5", pool()) // (batch, 128, 27, 27)
                .add("6", new Fire(32, 128)) // (batch, 256, 27, 27)
                .add("7", new Fire(32, 128))
                .add("8", pool()) // (batch, 256, 13, 13)
                .add("9", new Fire(48, 192)) // (batch, 384, 13, 13)
                .add("10", new Fire(48, 192))
                .add("11", new Fire(64, 256)) // (batch, 512, 13, 13)
                .add("12", new Fire(64, 256)));
    }

    private static Block pool() {
        return Pool.maxPool2dBlock(THREE, TWO, NO_PADDING, true);
    }
}
