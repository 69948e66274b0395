package io.cancernet.common.network;

import java.util.function.Consumer;

/**
 * What a network is told layer by layer, in the order in which they compute. A network is written down once so and heard
 * twice: {@link BlockLayers} makes the layers that train, {@link GraphLayers} describes them to other runtimes.
 *
 * <p>Names lead to those of the parameters and are joined by dots.
 */
interface Layers {

    /** A 3x3 {@link SeparableConvolution}. */
    Layers separable(String name, int filters);

    /** A square convolution. */
    Layers convolution(String name, int filters, int kernel, int stride, int padding, boolean bias);

    Layers relu();

    /** A {@link BatchNormalization}. */
    Layers kerasNorm(String name);

    /** A {@link TorchBatchNormalization}. */
    Layers torchNorm(String name);

    /**
     * Dropout, which is there in training only.
     *
     * @param salt tells the dropout layers of a network apart
     */
    Layers dropout(double rate, long salt);

    /**
     * The largest value of each window.
     *
     * @param partial whether windows that reach over the edge count too
     */
    Layers maxPool(int kernel, int stride, int padding, boolean partial);

    /** Means of windows that lie side by side. */
    Layers averagePool(int side);

    /** Each image as one row: (batch, channels, height, width) to (batch, channels * height * width). */
    Layers flatten();

    Layers linear(String name, int units);

    /** SqueezeNet's module {@link Fire}. */
    Layers fire(String name, int squeezed, int expanded);

    /** Layers under a name of their own. */
    Layers group(String name, Consumer<Layers> layers);

    /** Layers under a name of their own whose channels are appended to those of their input. */
    Layers appending(String name, Consumer<Layers> layers);
}
