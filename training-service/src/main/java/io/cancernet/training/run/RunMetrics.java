package io.cancernet.training.run;

import io.cancernet.common.network.Calibration;
import org.jspecify.annotations.Nullable;

/**
 * How good the run's model is; the test split was looked at once, after every choice was made.
 *
 * @param smoothed beside them, the same scores smoothed over each slide's grid of patches; absent when not asked for
 */
public record RunMetrics(
        SplitMetrics validation,
        SplitMetrics test,
        @Nullable Smoothed smoothed) {

    /** Metrics of single patches. */
    public RunMetrics(SplitMetrics validation, SplitMetrics test) {
        this(validation, test, null);
    }

    /**
     * Metrics of scores that neighbouring patches have a say in, with calibration and threshold of their own, chosen on
     * validation too.
     *
     * @param sigma standard deviation of the Gaussian, in patches
     */
    public record Smoothed(
            double sigma, Calibration calibration, double threshold, SplitMetrics validation, SplitMetrics test) {}
}
