package io.cancernet.common.network;

import ai.djl.nn.Block;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The networks known by name. A new one is one class and one line here. */
public final class Networks {

    private static final Map<String, Function<Map<String, Object>, Definition>> BY_NAME = new TreeMap<>(Map.of(
            "cancernet", options -> Definition.whole(layers -> CancerNet.tell(CancerNetConfig.of(options), layers)),
            "densenet201", options -> backbone("densenet201", options, DenseNet::tell),
            "squeezenet", options -> backbone("squeezenet", options, SqueezeNet::tell)));

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
        return definition(spec).backbone();
    }

    /**
     * Describes a trained network to other runtimes.
     *
     * @param weights all of its parameters
     * @throws io.cancernet.common.error.DomainException naming the tensors that are missing or surplus
     */
    public static NetworkGraph graph(NetworkSpec spec, Map<String, Tensor> weights) {
        Definition definition = definition(spec);
        return GraphLayers.of(definition::describe, weights);
    }

    /** The layers, not yet initialised. */
    static Block layers(NetworkSpec spec) {
        Definition definition = definition(spec);
        LayerChain layers = BlockLayers.of(definition.layers());
        return definition.backbone() ? new BackboneNetwork(layers) : layers;
    }

    private static Definition backbone(String name, Map<String, Object> options, Consumer<Layers> features) {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("%s has no option %s; it has none"
                    .formatted(name, options.keySet().iterator().next()));
        }
        return new Definition(features, true);
    }

    private static Definition definition(NetworkSpec spec) {
        Function<Map<String, Object>, Definition> network = BY_NAME.get(spec.name());
        if (network == null) {
            throw new IllegalArgumentException("there is no network '%s'; there is %s"
                    .formatted(spec.name(), String.join(", ", BY_NAME.keySet())));
        }
        return network.apply(spec.options());
    }

    /**
     * A network as it is told.
     *
     * @param layers all of them, or those below the head
     * @param backbone whether the head of {@link BackboneNetwork} comes on them
     */
    private record Definition(Consumer<Layers> layers, boolean backbone) {

        static Definition whole(Consumer<Layers> layers) {
            return new Definition(layers, false);
        }

        void describe(GraphLayers graph) {
            if (backbone) {
                BackboneNetwork.describe(layers, graph);
            } else {
                layers.accept(graph);
            }
        }
    }
}
