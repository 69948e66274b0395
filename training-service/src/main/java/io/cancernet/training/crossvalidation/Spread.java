package io.cancernet.training.crossvalidation;

import io.cancernet.training.evaluation.Interval;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How a metric varies over runs.
 *
 * @param count of runs in which it is defined
 * @param deviation sample standard deviation; absent for a single run
 * @param interval 95 % t interval of the mean; absent for a single run
 */
public record Spread(
        int count,
        double mean,
        @Nullable Double deviation,
        @Nullable Interval interval) {

    private static final double TAIL = 0.025;

    /**
     * The spread of values; empty when there is none.
     *
     * @param testToTrain patches tested per patch trained on. Runs over folds share most of what they are trained on, so
     *     they vary less than independent ones would; the variance is corrected for that after Nadeau and Bengio,
     *     "Inference for the generalization error" (2003). 0 for runs that differ in their seed alone
     */
    public static Optional<Spread> of(double[] values, double testToTrain) {
        if (values.length == 0) {
            return Optional.empty();
        }
        double mean = DoubleStream.of(values).average().orElseThrow();
        if (values.length == 1) {
            return Optional.of(new Spread(1, mean, null, null));
        }
        double squares = DoubleStream.of(values)
                .map(each -> (each - mean) * (each - mean))
                .sum();
        double variance = squares / (values.length - 1);
        double quantile = TDistribution.of(values.length - 1).inverseSurvivalProbability(TAIL);
        double half = quantile * Math.sqrt((1.0 / values.length + testToTrain) * variance);
        return Optional.of(
                new Spread(values.length, mean, Math.sqrt(variance), new Interval(mean - half, mean + half)));
    }
}
