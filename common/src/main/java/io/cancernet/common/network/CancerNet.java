package io.cancernet.common.network;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
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
    private static final Shape TWO = new Shape(2, 2);

    private final CancerNetConfig config;
    private final LayerChain layers = new LayerChain();
    private int convolutions;
    private int normalisations;
    private int dropouts;

    private CancerNet(CancerNetConfig config) {
        this.config = config;
    }

    /** The layers, not yet initialised, for images whose sides are a multiple of 8. */
    static Block layers(CancerNetConfig config) {
        CancerNet network = new CancerNet(config);
        network.stage(32); // (batch, 32, 24, 24)
        network.stage(64, 64); // (batch, 64, 12, 12)
        network.stage(128, 128, 128); // (batch, 128, 6, 6)
        network.head(); // (batch, 2)
        return network.layers;
    }

    private void stage(int... filters) {
        for (int count : filters) {
            layers.add("conv" + ++convolutions, new SeparableConvolution(count)); // (batch, count, height, width)
            activate(); // same shape
        }
        if (config.dropout() == Dropout.BEFORE_POOLING) {
            drop(STAGE_DROPOUT); // same shape
        }
        layers.add("pool", Pool.maxPool2dBlock(TWO, TWO)); // (batch, count, height / 2, width / 2)
        if (config.dropout() == Dropout.AFTER_POOLING) {
            drop(STAGE_DROPOUT); // same shape
        }
    }

    private void head() {
        layers.add("flatten", Blocks.batchFlattenBlock()); // (batch, 128 * height / 8 * width / 8)
        layers.add("hidden", Linear.builder().setUnits(HIDDEN).build()); // (batch, 256)
        activate(); // (batch, 256)
        if (config.dropout() != Dropout.NONE) {
            drop(HIDDEN_DROPOUT); // (batch, 256)
        }
        layers.add("classes", Linear.builder().setUnits(CLASSES).build()); // (batch, 2)
    }

    private void activate() {
        layers.add("relu", Activation.reluBlock());
        if (config.batchNormalization()) {
            layers.add("norm" + ++normalisations, new BatchNormalization());
        }
    }

    private void drop(double rate) {
        layers.add("dropout", new SeededDropout(rate, ++dropouts));
    }
}
