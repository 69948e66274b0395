package io.cancernet.common.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.cancernet.common.error.DomainException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkGraphTest {

    @ParameterizedTest
    @CsvSource({"true,AFTER_POOLING,7", "true,BEFORE_POOLING,7", "false,NONE,0"})
    void cancernet_isDescribedWithItsOptions(boolean normalised, String dropout, int normalisations) {
        NetworkSpec spec = new NetworkSpec("cancernet", Map.of("batchNormalization", normalised, "dropout", dropout));

        NetworkGraph graph = graph(spec, 48);

        assertThat(count(graph, "BatchNormalization")).isEqualTo(normalisations);
        assertThat(count(graph, "Conv")).as("two of each separable one").isEqualTo(12);
        assertThat(count(graph, "MaxPool")).isEqualTo(3);
        assertThat(graph.nodes().get(0).inputs()).startsWith(NetworkGraph.INPUT);
        assertThat(graph.nodes().get(graph.nodes().size() - 1).output()).isEqualTo(NetworkGraph.OUTPUT);
    }

    @Test
    void squeezenet_isDescribedWithItsHead() {
        NetworkGraph graph = graph(NetworkSpec.of("squeezenet"), 64);

        assertThat(count(graph, "Conv")).isEqualTo(1 + 8 * 3);
        assertThat(count(graph, "Concat")).isEqualTo(8);
        assertThat(count(graph, "GlobalAveragePool")).isOne();
        assertThat(count(graph, "Gemm")).isOne();
    }

    @Test
    void wrongWeights_areNamedEachByEach() {
        SortedMap<String, Tensor> weights = new TreeMap<>(weights(NetworkSpec.of("cancernet"), 48));
        Tensor moved = weights.remove("hidden.bias");
        weights.remove("conv3.pointwise");
        weights.put("hidden.offset", moved);

        assertThatThrownBy(() -> Networks.graph(NetworkSpec.of("cancernet"), weights))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("hidden.bias is missing")
                .hasMessageContaining("conv3.pointwise is missing")
                .hasMessageContaining("hidden.offset is not of this network");
    }

    private static NetworkGraph graph(NetworkSpec spec, int side) {
        return Networks.graph(spec, weights(spec, side));
    }

    private static SortedMap<String, Tensor> weights(NetworkSpec spec, int side) {
        try (Network network = Network.initialised(spec, side, side, 7, Device.cpu())) {
            return network.weights();
        }
    }

    private static long count(NetworkGraph graph, String operator) {
        return graph.nodes().stream()
                .filter(node -> node.operator().equals(operator))
                .count();
    }
}
