package io.cancernet.dataset.split;

import io.cancernet.common.patch.Split;
import java.util.EnumMap;
import java.util.Map;

/** Shares of the cases that go into each split; they are positive and make one together. */
public record SplitFractions(double train, double validation, double test) {

    public static final SplitFractions DEFAULT = new SplitFractions(0.6, 0.2, 0.2);

    private static final double TOLERANCE = 1e-6;

    public SplitFractions {
        if (!(train > 0 && validation > 0 && test > 0 && Math.abs(train + validation + test - 1) < TOLERANCE)) {
            throw new IllegalArgumentException(
                    "split fractions must be positive and sum to 1: %s + %s + %s".formatted(train, validation, test));
        }
    }

    double of(Split split) {
        return switch (split) {
            case TRAIN -> train;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    /** How many of the cases each split gets: at least one, else as near to its share as whole cases allow. */
    Map<Split, Integer> caseCounts(int cases) {
        Map<Split, Integer> counts = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            counts.put(split, 1);
        }
        for (int given = Split.values().length; given < cases; given++) {
            Split neediest = Split.TRAIN;
            for (Split split : Split.values()) {
                if (lack(split, cases, counts) > lack(neediest, cases, counts)) {
                    neediest = split;
                }
            }
            counts.merge(neediest, 1, Integer::sum);
        }
        return counts;
    }

    private double lack(Split split, int cases, Map<Split, Integer> counts) {
        return of(split) * cases - counts.getOrDefault(split, 0);
    }
}
