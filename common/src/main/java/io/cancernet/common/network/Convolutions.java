package io.cancernet.common.network;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;

/** Square convolutions as torchvision's networks have them; parameters are called weight and bias. */
final class Convolutions {

    private Convolutions() {}

    /** @param bias not of one that is followed by a normalisation */
    static Block square(int filters, int kernel, int stride, int padding, boolean bias) {
        return Conv2d.builder()
                .setFilters(filters)
                .setKernelShape(new Shape(kernel, kernel))
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(padding, padding))
                .optBias(bias)
                .build();
    }
}
