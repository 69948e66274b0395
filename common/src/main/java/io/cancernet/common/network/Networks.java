package io.cancernet.common.network;

import ai.djl.nn.Block;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The networks known by name. A new one is one class and one line here. */
public final class Networks {

    private static final Map<String, Function<Map<String, Object>, Block>> BY_NAME = new TreeMap<>(Map.of(
            "cancernet", options -> CancerNet.layers(CancerNetConfig.of(options)),
            "densenet201", options -> noOptions("densenet201", options, DenseNet::layers),
            "squeezenet", options -> noOptions("squeezenet", options, SqueezeNet::layers)));

    private Networks() {}

    public static Set<String> names() {
        return Set.copyOf(BY_NAME.keySet());
    }

    /**
     * Checks that a specification names a network and only options it has.
     *
     * @throws IllegalArgumentException saying what there is instead
     */
    public static void requireKnown(NetworkSpec spec) {
        layers(spec);
    }

    /** Whether a network has a backbone that can start from the weights of another task. */
    public static boolean hasBackbone(NetworkSpec spec) {
        return layers(spec) instanceof BackboneNetwork;
    }

    private static Block noOptions(String name, Map<String, Object> options, Supplier<Block> layers) {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("%s has no option %s; it has none"
                    .formatted(name, options.keySet().iterator().next()));
        }
        return layers.get();
    }

    static Block layers(NetworkSpec spec) {
        Function<Map<String, Object>, Block> network = BY_NAME.get(spec.name());
        if (network == null) {
            throw new IllegalArgumentException("there is no network '%s'; there is %s"
                    .formatted(spec.name(), String.join(", ", BY_NAME.keySet())));
        }
        return network.apply(spec.options());
    }
}
