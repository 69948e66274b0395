package io.cancernet.training.testing;

import ai.djl.Device;
import io.cancernet.common.network.Network;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.common.network.Safetensors;
import io.cancernet.common.network.Tensor;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Weights of an untrained CancerNet for images of 16x16 px, small enough to be stored by the dozen. */
public final class TinyModel {

    public static final int SIDE = 16;

    private TinyModel() {}

    /** A weights file that is a function of the seed. */
    public static byte[] weights(long seed) {
        return weights(seed, tensors -> {});
    }

    /** A weights file with something changed. */
    public static byte[] weights(long seed, Consumer<SortedMap<String, Tensor>> change) {
        try (Network network = Network.initialised(NetworkSpec.of("cancernet"), SIDE, SIDE, seed, Device.cpu())) {
            SortedMap<String, Tensor> tensors = new TreeMap<>(network.weights());
            change.accept(tensors);
            return Safetensors.toBytes(tensors);
        }
    }
}
