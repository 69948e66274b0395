package io.cancernet.common.network;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained network as a list of operators, for runtimes that do not know its class. Operators and attributes are those
 * of ONNX, {@link #OPSET}, and compute without dropout, by the statistics gathered in training.
 *
 * <p>{@link #INPUT} is (batch, 3, height, width) as {@link NetworkInput} makes it: scaled and normalised by the model's
 * {@link InputSpec}. {@link #OUTPUT} is (batch, 2): the logits of none and of disease.
 *
 * @param nodes in an order in which they can be computed
 * @param tensors the parameters, by the names under which nodes refer to them
 */
public record NetworkGraph(List<Node> nodes, SortedMap<String, Tensor> tensors) {

    /** Version of ONNX's operators. */
    public static final int OPSET = 13;

    public static final String INPUT = "images";
    public static final String OUTPUT = "logits";

    public NetworkGraph {
        nodes = List.copyOf(nodes);
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    }

    /**
     * One operator.
     *
     * @param operator such as {@code Conv}
     * @param inputs results of other nodes, {@link #INPUT}, or names of tensors
     * @param output name of the one result
     * @param attributes a {@code Long}, a {@code Float} or a list of {@code Long} each
     */
    public record Node(String operator, List<String> inputs, String output, Map<String, Object> attributes) {

        public Node {
            inputs = List.copyOf(inputs);
            attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        }
    }
}
