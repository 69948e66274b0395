package io.cancernet.training.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cancernet.common.json.Json;
import io.cancernet.training.evaluation.Interval;
import io.cancernet.training.json.MetricLeaves;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How good a model is, by the paths of the metrics, such as {@code test.atThreshold.sensitivity}; what is undefined or
 * was never measured is absent.
 */
public record ModelMetrics(SortedMap<String, Double> values) {

    /** Nothing is known of the model. */
    public static final ModelMetrics NONE = new ModelMetrics(new TreeMap<>());

    public static final String ROC_AUC = "test.rocAuc";
    public static final String SENSITIVITY = "test.atThreshold.sensitivity";

    private static final List<String> TOLD = List.of(
            ROC_AUC, SENSITIVITY, "test.atThreshold.specificity", "test.atThreshold.balancedAccuracy", "test.brier");
    private static final String INTERVALS = "intervals.";
    private static final String LOW = ".low";
    private static final String HIGH = ".high";

    public ModelMetrics {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Metrics as they were kept. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ModelMetrics of(Map<String, Double> values) {
        return new ModelMetrics(new TreeMap<>(values));
    }

    /** Metrics of a run, whatever it measured. */
    public static ModelMetrics ofRun(@Nullable Map<String, Object> metrics) {
        return metrics == null ? NONE : of(MetricLeaves.of(Json.mapper().valueToTree(metrics)));
    }

    @Override
    @JsonValue
    public SortedMap<String, Double> values() {
        return values;
    }

    public @Nullable Double value(String metric) {
        return values.get(metric);
    }

    /** The 95 % interval of a metric by bootstrap over cases. */
    public Optional<Interval> interval(String metric) {
        Double low = values.get(intervalPath(metric) + LOW);
        Double high = values.get(intervalPath(metric) + HIGH);
        return low == null || high == null ? Optional.empty() : Optional.of(new Interval(low, high));
    }

    /** The few with their intervals that a decision is told with. */
    public ModelMetrics told() {
        SortedMap<String, Double> told = new TreeMap<>();
        for (String metric : TOLD) {
            for (String path : List.of(metric, intervalPath(metric) + LOW, intervalPath(metric) + HIGH)) {
                Double value = values.get(path);
                if (value != null) {
                    told.put(path, value);
                }
            }
        }
        return new ModelMetrics(told);
    }

    /** Intervals stand under their split: {@code test.intervals.rocAuc.low}. */
    private static String intervalPath(String metric) {
        int split = metric.indexOf('.') + 1;
        return metric.substring(0, split) + INTERVALS + metric.substring(split);
    }
}
