package io.cancernet.common.network;

import io.cancernet.common.network.CancerNetConfig.Dropout;

/**
 * CancerNet, the small separable network of Adrian Rosebrock's "Breast cancer classification with Keras and Deep
 * Learning" (PyImageSearch, 2019): three stages of 1, 2 and 3 separable convolutions and one hidden layer, 1,235,133
 * parameters at 48x48 with the statistics of its batch normalisation.
 *
 * <p>Deviations: it puts out two logits, the softmax lives in the loss and in the calibration; the statistics of batch
 * normalisation are right from the first steps on ({@link BatchNormalization}).
 *
 * <p>Shapes are (batch, channels, height, width), memory is channels last as {@link NetworkInput} makes it: with the
 * engine's kernels a training step is 40 % faster so than with channels first.
 */
final class CancerNet {

    private static final int CLASSES = 2;
    private static final int HIDDEN = 256;
    private static final double STAGE_DROPOUT = 0.25;
    private static final double HIDDEN_DROPOUT = 0.5;

    private final CancerNetConfig config;
    private final Layers layers;
    private int convolutions;
    private int normalisations;
    private int dropouts;

    private CancerNet(CancerNetConfig config, Layers layers) {
        this.config = config;
        this.layers = layers;
    }

    /** Tells the layers, for images whose sides are a multiple of 8. */
    static void tell(CancerNetConfig config, Layers layers) {
        CancerNet network = new CancerNet(config, layers);
        network.stage(32); // (batch, 32, 24, 24)
        network.stage(64, 64); // (batch, 64, 12, 12)
        network.stage(128, 128, 128); // (batch, 128, 6, 6)
        network.head(); // (batch, 2)
    }

    private void stage(int... filters) {
        for (int count : filters) {
            layers.separable("conv" + ++convolutions, count); // (batch, count, height, width)
            activate(); // same shape
        }
        if (config.dropout() == Dropout.BEFORE_POOLING) {
            drop(STAGE_DROPOUT); // same shape
        }
        layers.maxPool(2, 2, 0, false); // (batch, count, height / 2, width / 2)
        if (config.dropout() == Dropout.AFTER_POOLING) {
            drop(STAGE_DROPOUT); // same shape
        }
    }

    private void head() {
        layers.flatten(); // (batch, 128 * height / 8 * width / 8)
        layers.linear("hidden", HIDDEN); // (batch, 256)
        activate(); // (batch, 256)
        if (config.dropout() != Dropout.NONE) {
            drop(HIDDEN_DROPOUT); // (batch, 256)
        }
        layers.linear("classes", CLASSES); // (batch, 2)
    }

    private void activate() {
        layers.relu();
        if (config.batchNormalization()) {
            layers.kerasNorm("norm" + ++normalisations);
        }
    }

    private void drop(double rate) {
        layers.dropout(rate, ++dropouts);
    }
}
