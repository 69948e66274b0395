package io.cancernet.common.network;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.pooling.Pool;

/**
 * DenseNet-201 (Huang et al., "Densely connected convolutional networks", CVPR 2017) with torchvision's layers and
 * names: growth 32, blocks of 6, 12, 48 and 32 layers, 18,092,928 trainable parameters below the head and 18,321,984
 * with the statistics of batch normalisation.
 *
 * <p>Deviation: the classifier of 1,000 classes gives way to the head of {@link BackboneNetwork}.
 */
final class DenseNet {

    private static final int GROWTH = 32;
    private static final int BOTTLENECK = 4 * GROWTH;
    private static final int FIRST = 2 * GROWTH;
    private static final int[] BLOCKS = {6, 12, 48, 32};
    private static final Shape TWO = new Shape(2, 2);

    private DenseNet() {}

    /** The layers, not yet initialised; shapes are those of 224x224 pixels. */
    static Block layers() {
        LayerChain features = new LayerChain()
                .add("conv0", Convolutions.plain(FIRST, 7, 2, 3)) // (batch, 64, 112, 112)
                .add("norm0", new TorchBatchNormalization())
                .add("relu0", Activation.reluBlock())
                .add("pool0", Pool.maxPool2dBlock(new Shape(3, 3), TWO, new Shape(1, 1))); // (batch, 64, 56, 56)
        int channels = FIRST;
        for (int i = 0; i < BLOCKS.length; i++) {
            features.add("denseblock" + (i + 1), denseBlock(BLOCKS[i])); // (batch, channels + 32 * layers, same, same)
            channels += GROWTH * BLOCKS[i];
            if (i < BLOCKS.length - 1) {
                channels /= 2;
                features.add("transition" + (i + 1), transition(channels)); // (batch, channels / 2, half, half)
            }
        }
        features.add("norm5", new TorchBatchNormalization()) // (batch, 1920, 7, 7)
                .add("relu5", Activation.reluBlock());
        return new BackboneNetwork(features);
    }

    private static Block denseBlock(int layers) {
        LayerChain block = new LayerChain();
        for (int i = 1; i <= layers; i++) {
            LayerChain layer = new LayerChain()
                    .add("norm1", new TorchBatchNormalization())
                    .add("relu1", Activation.reluBlock())
                    .add("conv1", Convolutions.plain(BOTTLENECK, 1, 1, 0)) // (batch, 128, same, same)
                    .add("norm2", new TorchBatchNormalization())
                    .add("relu2", Activation.reluBlock())
                    .add("conv2", Convolutions.plain(GROWTH, 3, 1, 1)); // (batch, 32, same, same)
            block.add("denselayer" + i, new Appending(layer)); // (batch, channels + 32, same, same)
        }
        return block;
    }

    private static Block transition(int channels) {
        return new LayerChain()
                .add("norm", new TorchBatchNormalization())
                .add("relu", Activation.reluBlock())
                .add("conv", Convolutions.plain(channels, 1, 1, 0))
                .add("pool", Pool.avgPool2dBlock(TWO, TWO));
    }
}
