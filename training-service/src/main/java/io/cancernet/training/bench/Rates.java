package io.cancernet.training.bench;

import java.util.Arrays;
import java.util.List;

/** What several rounds of a measurement gave: the middle one, and how far they lie apart. */
record Rates(double median, double lowest, double highest, List<Double> rounds) {

    Rates {
        rounds = List.copyOf(rounds);
    }

    static Rates of(List<Double> rounds) {
        double[] sorted =
                rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Rates(median, sorted[0], Arrays.stream(sorted).max().orElseThrow(), rounds);
    }
}
