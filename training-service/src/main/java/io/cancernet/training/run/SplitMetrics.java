package io.cancernet.training.run;

import io.cancernet.training.evaluation.Interval;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How good a model is on a split, with disease as the positive class. What is undefined is absent.
 *
 * @param atThreshold at the threshold chosen on validation
 * @param atHalf at a probability of one half
 * @param cases with every case counting the same
 * @param intervals 95 % intervals by bootstrap over cases, by the path of the metric in this record, such as {@code
 *     atThreshold.sensitivity}; a metric without one is absent
 * @param intervalNote what a reader must know of the intervals, such as that there are too few cases
 */
public record SplitMetrics(
        @Nullable Double rocAuc,
        @Nullable Double prAuc,
        @Nullable Double brier,
        @Nullable Double ece,
        Decisions atThreshold,
        Decisions atHalf,
        @Nullable Cases cases,
        @Nullable Map<String, Interval> intervals,
        @Nullable String intervalNote) {

    public SplitMetrics {
        intervals = intervals == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
    }

    /** Metrics without cases and intervals. */
    public SplitMetrics(
            @Nullable Double rocAuc,
            @Nullable Double prAuc,
            @Nullable Double brier,
            @Nullable Double ece,
            Decisions atThreshold,
            Decisions atHalf) {
        this(rocAuc, prAuc, brier, ece, atThreshold, atHalf, null, Map.of(), null);
    }

    /** The interval of a metric by its path, absent where it has none. */
    public @Nullable Interval interval(String metric) {
        return intervals == null ? null : intervals.get(metric);
    }

    /** How good the decisions are at one threshold. */
    public record Decisions(
            double threshold,
            @Nullable Double accuracy,
            @Nullable Double balancedAccuracy,
            @Nullable Double sensitivity,
            @Nullable Double specificity,
            @Nullable Double ppv,
            @Nullable Double npv,
            @Nullable Double f1,
            @Nullable Double kappa,
            @Nullable Double mcc,
            Confusion confusion) {}

    /** Counts of true and false decisions. */
    public record Confusion(long tn, long fp, long fn, long tp) {}

    /**
     * Metrics in which every case counts the same.
     *
     * @param rocAuc mean of the ROC-AUC within cases, over those with both classes
     */
    public record Cases(int count, @Nullable Double rocAuc, CaseDecisions atThreshold, CaseDecisions atHalf) {}

    /**
     * Decisions by case at one threshold. The first four are means over the cases in which they are defined. A case is
     * called diseased when at least a tenth of its patches are, and is so when any of its patches is labelled so.
     *
     * @param areaError mean distance between the part of a case that is called and the part that is labelled as disease
     * @param callRocAuc how well the called part ranks cases with disease above those without
     */
    public record CaseDecisions(
            @Nullable Double accuracy,
            @Nullable Double balancedAccuracy,
            @Nullable Double sensitivity,
            @Nullable Double specificity,
            @Nullable Double areaError,
            @Nullable Double callAccuracy,
            @Nullable Double callSensitivity,
            @Nullable Double callSpecificity,
            @Nullable Double callRocAuc) {}
}
