package io.cancernet.training.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** The metrics of a run as a flat map, such as {@code test.atThreshold.balancedAccuracy}. */
public final class MetricLeaves {

    private MetricLeaves() {}

    /** Takes all finite numbers of nested objects; arrays are series or tables, not metrics. */
    public static Map<String, Double> of(JsonNode metrics) {
        Map<String, Double> leaves = new TreeMap<>();
        walk("", metrics, leaves);
        return leaves;
    }

    private static void walk(String path, JsonNode node, Map<String, Double> leaves) {
        if (node.isObject()) {
            node.properties()
                    .forEach(child -> walk(
                            path.isEmpty() ? child.getKey() : path + "." + child.getKey(), child.getValue(), leaves));
        } else if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            leaves.put(path, node.doubleValue());
        }
    }
}
