package io.cancernet.common.network;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.network.NetworkGraph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The layers of a trained network as operators of a {@link NetworkGraph}. */
final class GraphLayers implements Layers {

    private static final float KERAS_EPSILON = 1e-3f;
    private static final float TORCH_EPSILON = 1e-5f;
    private static final List<String> KERAS_NORM = List.of("gamma", "beta", "runningMean", "runningVar");
    private static final List<String> TORCH_NORM = List.of("weight", "bias", "running_mean", "running_var");
    private static final String KERNEL = "kernel_shape";
    private static final String STRIDES = "strides";
    private static final String PADS = "pads";
    private static final int CHANNEL_AXIS = 1;
    private static final int SEPARABLE_KERNEL = 3;

    private final Map<String, Tensor> weights;
    private final List<Node> nodes = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private String prefix = "";
    private String current = NetworkGraph.INPUT;

    private GraphLayers(Map<String, Tensor> weights) {
        this.weights = weights;
    }

    /**
     * Describes a network.
     *
     * @param weights all of its parameters
     * @throws DomainException naming the tensors that are missing or surplus
     */
    static NetworkGraph of(Consumer<GraphLayers> network, Map<String, Tensor> weights) {
        GraphLayers layers = new GraphLayers(weights);
        network.accept(layers);
        return layers.graph();
    }

    private NetworkGraph graph() {
        SortedSet<String> wrong = new TreeSet<>();
        used.stream().filter(name -> !weights.containsKey(name)).forEach(name -> wrong.add(name + " is missing"));
        weights.keySet().stream()
                .filter(name -> !used.contains(name))
                .forEach(name -> wrong.add(name + " is not of this network"));
        if (!wrong.isEmpty()) {
            throw new DomainException(
                    ErrorCode.MODEL_INVALID, "the weights do not fit the network: " + String.join("; ", wrong));
        }
        Node last = nodes.remove(nodes.size() - 1);
        nodes.add(new Node(last.operator(), last.inputs(), NetworkGraph.OUTPUT, last.attributes()));
        return new NetworkGraph(nodes, new TreeMap<>(weights));
    }

    @Override
    public Layers separable(String name, int filters) {
        String depthwise = tensor(name + ".depthwise");
        Tensor kernels = weights.get(depthwise);
        long channels = kernels == null ? 1 : kernels.shape().get(0);
        add(
                "Conv",
                List.of(current, depthwise),
                convolution(SEPARABLE_KERNEL, 1, SEPARABLE_KERNEL / 2, channels)); // (batch, channels, height, width)
        List<String> mixing = List.of(current, tensor(name + ".pointwise"), tensor(name + ".bias"));
        return add("Conv", mixing, convolution(1, 1, 0, 1)); // (batch, filters, height, width)
    }

    @Override
    public Layers convolution(String name, int filters, int kernel, int stride, int padding, boolean bias) {
        List<String> inputs = new ArrayList<>(List.of(current, tensor(name + ".weight")));
        if (bias) {
            inputs.add(tensor(name + ".bias"));
        }
        return add("Conv", inputs, convolution(kernel, stride, padding, 1));
    }

    private static Map<String, Object> convolution(int kernel, int stride, int padding, long groups) {
        return Map.of(KERNEL, square(kernel), STRIDES, square(stride), PADS, pads(padding), "group", groups);
    }

    @Override
    public Layers relu() {
        return add("Relu", List.of(current), Map.of());
    }

    @Override
    public Layers kerasNorm(String name) {
        return norm(name, KERAS_NORM, KERAS_EPSILON);
    }

    @Override
    public Layers torchNorm(String name) {
        return norm(name, TORCH_NORM, TORCH_EPSILON);
    }

    /** @param parts scale, shift, mean and variance */
    private Layers norm(String name, List<String> parts, float epsilon) {
        List<String> inputs = new ArrayList<>(List.of(current));
        parts.forEach(part -> inputs.add(tensor(name + "." + part)));
        return add("BatchNormalization", inputs, Map.of("epsilon", epsilon));
    }

    @Override
    public Layers dropout(double rate, long salt) {
        return this;
    }

    @Override
    public Layers maxPool(int kernel, int stride, int padding, boolean partial) {
        Map<String, Object> attributes =
                new TreeMap<>(Map.of(KERNEL, square(kernel), STRIDES, square(stride), PADS, pads(padding)));
        if (partial) {
            attributes.put("ceil_mode", 1L);
        }
        return add("MaxPool", List.of(current), attributes);
    }

    @Override
    public Layers averagePool(int side) {
        return add("AveragePool", List.of(current), Map.of(KERNEL, square(side), STRIDES, square(side)));
    }

    /** (batch, channels, height, width) to (batch, channels): the means of each channel. */
    Layers globalAveragePool() {
        add("GlobalAveragePool", List.of(current), Map.of());
        return flatten();
    }

    @Override
    public Layers flatten() {
        return add("Flatten", List.of(current), Map.of("axis", (long) CHANNEL_AXIS));
    }

    @Override
    public Layers linear(String name, int units) {
        List<String> inputs = List.of(current, tensor(name + ".weight"), tensor(name + ".bias"));
        return add("Gemm", inputs, Map.of("transB", 1L));
    }

    @Override
    public Layers fire(String name, int squeezed, int expanded) {
        return group(name, fire -> {
            convolution("squeeze", squeezed, 1, 1, 0, true).relu();
            String from = current;
            convolution("expand1x1", expanded, 1, 1, 0, true).relu();
            String pointwise = current;
            current = from;
            convolution("expand3x3", expanded, 3, 1, 1, true).relu();
            concat(pointwise, current);
        });
    }

    @Override
    public Layers group(String name, Consumer<Layers> layers) {
        String outer = prefix;
        prefix = outer + name + ".";
        layers.accept(this);
        prefix = outer;
        return this;
    }

    @Override
    public Layers appending(String name, Consumer<Layers> layers) {
        String from = current;
        group(name, layers);
        return concat(from, current);
    }

    private Layers concat(String first, String second) {
        return add("Concat", List.of(first, second), Map.of("axis", (long) CHANNEL_AXIS));
    }

    private Layers add(String operator, List<String> inputs, Map<String, Object> attributes) {
        current = "%s_%d".formatted(operator, nodes.size());
        nodes.add(new Node(operator, inputs, current, attributes));
        return this;
    }

    private String tensor(String name) {
        used.add(prefix + name);
        return prefix + name;
    }

    private static List<Long> square(int side) {
        return List.of((long) side, (long) side);
    }

    private static List<Long> pads(int padding) {
        return Collections.nCopies(4, (long) padding);
    }
}
