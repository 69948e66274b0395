package io.cancernet.common.network;

import ai.djl.nn.Block;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The networks known by name. A new one is one class and one line here. */
public final class Networks {

    private static final Map<String, Function<Map<String, Object>, Block>> BY_NAME =
            new TreeMap<>(Map.of("cancernet", options -> CancerNet.layers(CancerNetConfig.of(options))));

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

    static Block layers(NetworkSpec spec) {
        Function<Map<String, Object>, Block> network = BY_NAME.get(spec.name());
        if (network == null) {
            throw new IllegalArgumentException("there is no network '%s'; there is %s"
                    .formatted(spec.name(), String.join(", ", BY_NAME.keySet())));
        }
        return network.apply(spec.options());
    }
}
