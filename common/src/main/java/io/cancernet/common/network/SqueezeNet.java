package io.cancernet.common.network;

/**
 * SqueezeNet 1.1 (Iandola et al. 2016) with torchvision's layers and names: 722,496 parameters below the head.
 *
 * <p>Deviation: the convolutional classifier of 1,000 classes gives way to the head of {@link BackboneNetwork}.
 */
final class SqueezeNet {

    private static final int FIRST = 64;

    private SqueezeNet() {}

    /** Tells the layers below the head; shapes are those of 224x224 pixels. */
    static void tell(Layers features) {
        features.convolution("0", FIRST, 3, 2, 0, true) // (batch, 64, 111, 111)
                .relu()
                .maxPool(3, 2, 0, true) // (batch, 64, 55, 55)
                .fire("3", 16, 64) // (batch, 128, 55, 55)
                .fire("4", 16, 64)
                .maxPool(3, 2, 0, true) // (batch, 128, 27, 27)
                .fire("6", 32, 128) // (batch, 256, 27, 27)
                .fire("7", 32, 128)
                .maxPool(3, 2, 0, true) // (batch, 256, 13, 13)
                .fire("9", 48, 192) // (batch, 384, 13, 13)
                .fire("10", 48, 192)
                .fire("11", 64, 256) // (batch, 512, 13, 13)
                .fire("12", 64, 256);
    }
}
