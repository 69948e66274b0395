package io.cancernet.common.network;

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

    private DenseNet() {}

    /** Tells the layers below the head; shapes are those of 224x224 pixels. */
    static void tell(Layers features) {
        features.convolution("conv0", FIRST, 7, 2, 3, false) // (batch, 64, 112, 112)
                .torchNorm("norm0")
                .relu()
                .maxPool(3, 2, 1, false); // (batch, 64, 56, 56)
        int channels = FIRST;
        for (int i = 0; i < BLOCKS.length; i++) {
            int count = BLOCKS[i];
            // (batch, channels + 32 * layers, same, same)
            features.group("denseblock" + (i + 1), block -> denseBlock(block, count));
            channels += GROWTH * count;
            if (i < BLOCKS.length - 1) {
                channels /= 2;
                int halved = channels;
                // (batch, channels / 2, half, half)
                features.group("transition" + (i + 1), transition -> transition(transition, halved));
            }
        }
        features.torchNorm("norm5").relu(); // (batch, 1920, 7, 7)
    }

    private static void denseBlock(Layers block, int layers) {
        for (int i = 1; i <= layers; i++) {
            block.appending("denselayer" + i, DenseNet::denseLayer); // (batch, channels + 32, same, same)
        }
    }

    private static void denseLayer(Layers layer) {
        layer.torchNorm("norm1")
                .relu()
                .convolution("conv1", BOTTLENECK, 1, 1, 0, false) // (batch, 128, same, same)
                .torchNorm("norm2")
                .relu()
                .convolution("conv2", GROWTH, 3, 1, 1, false); // (batch, 32, same, same)
    }

    private static void transition(Layers transition, int channels) {
        transition
                .torchNorm("norm")
                .relu()
                .convolution("conv", channels, 1, 1, 0, false)
                .averagePool(2);
    }
}
