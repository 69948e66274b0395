package io.cancernet.common.network;

import java.util.Map;

/**
 * Names a network and sets its options, as it stands in recipes and in {@code model.json}.
 *
 * @param name as {@link Networks} knows it
 * @param options values of the network's own configuration; what is left out takes its default
 */
public record NetworkSpec(String name, Map<String, Object> options) {

    public NetworkSpec {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a network needs a name");
        }
        options = Map.copyOf(options);
    }

    /** A network with its default options. */
    public static NetworkSpec of(String name) {
        return new NetworkSpec(name, Map.of());
    }
}
