package io.cancernet.training.run;

import org.jspecify.annotations.Nullable;

/**
 * How good a model is on a split, with disease as the positive class. What is undefined is absent.
 *
 * @param atThreshold at the threshold chosen on validation
 * @param atHalf at a probability of one half
 */
public record SplitMetrics(
        @Nullable Double rocAuc,
        @Nullable Double prAuc,
        @Nullable Double brier,
        @Nullable Double ece,
        Decisions atThreshold,
        Decisions atHalf) {

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
}
