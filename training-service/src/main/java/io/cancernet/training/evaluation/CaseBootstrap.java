package io.cancernet.training.evaluation;

import io.cancernet.common.id.CaseId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Percentile bootstrap over cases: as many cases as there are, drawn with replacement, all patches of a case together,
 * because patches of one case resemble each other. Source: Efron and Tibshirani, "An introduction to the bootstrap".
 *
 * @param resamples how often the cases are drawn
 * @param seed the same seed draws the same cases
 * @param level part of the resamples that an interval covers
 */
public record CaseBootstrap(int resamples, long seed, double level) {

    /** What every report uses. */
    public static final CaseBootstrap USUAL = new CaseBootstrap(2000, 42, 0.95);

    /** With fewer cases than this, what is drawn from them is rough. */
    public static final int ENOUGH_CASES = 10;

    /** A metric that is undefined in more resamples than this has no interval. */
    private static final double MOST_UNDEFINED = 0.1;

    public CaseBootstrap {
        if (resamples < 1 || !(level > 0 && level < 1)) {
            throw new IllegalArgumentException("%d resamples at level %s".formatted(resamples, level));
        }
    }

    /** Intervals of the metrics that have one, by name. */
    public Map<String, Interval> intervals(SplitEvaluation evaluation) {
        return intervals(List.of(new Weighted(evaluation, 1)));
    }

    /**
     * Intervals of the differences of two evaluations of the same patches, first minus second: both see the same cases
     * in each resample, so what makes a case hard for both cancels out.
     */
    public Map<String, Interval> differences(SplitEvaluation first, SplitEvaluation second) {
        if (first.cases() != second.cases()) {
            throw new IllegalArgumentException(
                    "%d cases cannot be paired with %d".formatted(first.cases(), second.cases()));
        }
        return intervals(List.of(new Weighted(first, 1), new Weighted(second, -1)));
    }

    /**
     * Intervals of a weighted sum of evaluations, such as their mean, or the mean of some minus that of others. A case
     * is drawn in all evaluations at once that know it by its name.
     */
    public Map<String, Interval> intervals(List<Weighted> sum) {
        List<CaseId> all = sum.stream()
                .flatMap(each -> each.evaluation().caseIds().stream())
                .distinct()
                .sorted(Comparator.comparing(CaseId::value))
                .toList();
        Map<CaseId, Integer> numbers = new HashMap<>();
        all.forEach(each -> numbers.put(each, numbers.size()));
        List<int[]> places = sum.stream()
                .map(each -> each.evaluation().caseIds().stream()
                        .mapToInt(numbers::get)
                        .toArray())
                .toList();
        return intervals(all.size(), counts -> {
            double[] values = new double[SplitEvaluation.NAMES.size()];
            for (int term = 0; term < places.size(); term++) {
                int[] theirs = IntStream.of(places.get(term))
                        .map(place -> counts[place])
                        .toArray();
                double[] one = sum.get(term).evaluation().values(theirs);
                for (int i = 0; i < values.length; i++) {
                    values[i] += sum.get(term).weight() * one[i];
                }
            }
            return values;
        });
    }

    /** What a reader must know of intervals over so many cases; absent when they are enough. */
    public static @Nullable String note(int cases) {
        if (cases < 2) {
            return "%d case%s: too few for intervals".formatted(cases, cases == 1 ? "" : "s");
        }
        return cases < ENOUGH_CASES
                ? "only %d cases: the intervals are rough, and likely too narrow".formatted(cases)
                : null;
    }

    private Map<String, Interval> intervals(int cases, Function<int[], double[]> metrics) {
        if (cases < 2) {
            return Map.of();
        }
        double[][] drawn = new double[SplitEvaluation.NAMES.size()][resamples];
        Random random = new Random(seed);
        for (int resample = 0; resample < resamples; resample++) {
            int[] counts = new int[cases];
            for (int i = 0; i < cases; i++) {
                counts[random.nextInt(cases)]++;
            }
            double[] values = metrics.apply(counts);
            for (int metric = 0; metric < values.length; metric++) {
                drawn[metric][resample] = values[metric];
            }
        }
        Map<String, Interval> intervals = new LinkedHashMap<>();
        for (int metric = 0; metric < drawn.length; metric++) {
            Interval interval = interval(drawn[metric]);
            if (interval != null) {
                intervals.put(SplitEvaluation.NAMES.get(metric), interval);
            }
        }
        return intervals;
    }

    private @Nullable Interval interval(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length < values.length * (1 - MOST_UNDEFINED)) {
            return null;
        }
        double tail = (1 - level) / 2;
        return new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail));
    }

    /** Linear between neighbours. */
    private static double quantile(double[] sorted, double part) {
        double at = part * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
