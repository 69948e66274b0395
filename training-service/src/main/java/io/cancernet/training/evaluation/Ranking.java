package io.cancernet.training.evaluation;

import io.cancernet.common.patch.Labels;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Scores in order, and the areas under the curves that a moving threshold draws. Equal scores share one point, so the
 * order of ties does not matter. Undefined for one class alone.
 */
public final class Ranking {

    private final float[] scores;
    private final int[] labels;
    private final int[] descending;
    private final long positives;

    /** @param scores finite, higher for disease; probabilities or logits */
    public Ranking(float[] scores, int[] labels) {
        if (scores.length != labels.length) {
            throw new IllegalArgumentException("%d scores for %d labels".formatted(scores.length, labels.length));
        }
        this.scores = scores.clone();
        this.labels = labels.clone();
        for (float score : scores) {
            if (!Float.isFinite(score)) {
                throw new IllegalArgumentException("a score is not finite: " + score);
            }
        }
        positives =
                IntStream.of(labels).filter(label -> label == Labels.POSITIVE).count();
        descending = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Probability that a positive ranks above a negative, ties counting half. */
    public OptionalDouble rocAuc() {
        long negatives = labels.length - positives;
        if (positives == 0 || negatives == 0) {
            return OptionalDouble.empty();
        }
        double area = 0;
        long hits = 0;
        long alarms = 0;
        for (int from = 0; from < descending.length; ) {
            int to = endOfTie(from);
            long newHits = hits(from, to);
            long newAlarms = to - from - newHits;
            area += newAlarms * (hits + newHits / 2.0);
            hits += newHits;
            alarms += newAlarms;
            from = to;
        }
        return OptionalDouble.of(area / ((double) positives * alarms));
    }

    /** Area under precision over sensitivity as average precision: precision at each threshold, by sensitivity won. */
    public OptionalDouble averagePrecision() {
        if (positives == 0 || positives == labels.length) {
            return OptionalDouble.empty();
        }
        double area = 0;
        long hits = 0;
        for (int from = 0; from < descending.length; ) {
            int to = endOfTie(from);
            long newHits = hits(from, to);
            hits += newHits;
            area += (double) hits / to * newHits;
            from = to;
        }
        return OptionalDouble.of(area / positives);
    }

    /** The highest score that, as a threshold, finds at least this part of the positives. */
    public OptionalDouble thresholdForSensitivity(double target) {
        if (positives == 0) {
            return OptionalDouble.empty();
        }
        long needed = Math.max(1, (long) Math.ceil(target * positives - 1e-9));
        long hits = 0;
        for (int index : descending) {
            hits += labels[index] == Labels.POSITIVE ? 1 : 0;
            if (hits >= needed) {
                return OptionalDouble.of(scores[index]);
            }
        }
        throw new IllegalStateException("all positives together reach any sensitivity");
    }

    private int endOfTie(int from) {
        int to = from + 1;
        while (to < descending.length && scores[descending[to]] == scores[descending[from]]) {
            to++;
        }
        return to;
    }

    private long hits(int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> labels[descending[i]] == Labels.POSITIVE)
                .count();
    }
}
