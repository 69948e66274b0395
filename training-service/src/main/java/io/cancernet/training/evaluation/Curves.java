package io.cancernet.training.evaluation;

import io.cancernet.common.patch.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What plots of a set of scored patches show.
 *
 * @param points of the ROC and the precision-recall curve, by falling threshold; empty when a class is missing
 * @param reliability the bins of probability that hold a patch
 * @param scores all bins of probability
 */
public record Curves(List<Point> points, List<ReliabilityBin> reliability, List<ScoreBin> scores) {

    private static final int MOST_POINTS = 500;
    private static final int SCORE_BINS = 20;

    public Curves {
        points = List.copyOf(points);
        reliability = List.copyOf(reliability);
        scores = List.copyOf(scores);
    }

    /** What a threshold amounts to. */
    public record Point(double threshold, double sensitivity, double specificity, double precision) {}

    /** The patches of a bin: what the model says of them and how many have disease. */
    public record ReliabilityBin(double meanProbability, double positiveRate, long patches) {}

    /** How many patches of each class have a probability from {@code from} on, up to the next bin. */
    public record ScoreBin(double from, long negatives, long positives) {}

    public static Curves of(ScoredPatches scored) {
        return new Curves(points(scored), reliability(scored), scores(scored));
    }

    /** One point a distinct score, thinned out evenly along the curve; the last one stays. */
    private static List<Point> points(ScoredPatches scored) {
        int[] order = scored.byProbability();
        long positives = IntStream.of(scored.labels())
                .filter(label -> label == Labels.POSITIVE)
                .count();
        long negatives = order.length - positives;
        if (positives == 0 || negatives == 0) {
            return List.of();
        }
        List<Point> points = new ArrayList<>();
        double step = Math.max(1, order.length / (double) MOST_POINTS);
        double next = 0;
        long hits = 0;
        for (int at = 0; at < order.length; at++) {
            hits += scored.label(order[at]) == Labels.POSITIVE ? 1 : 0;
            float score = scored.probability(order[at]);
            boolean last = at + 1 == order.length;
            boolean endsTie = last || scored.probability(order[at + 1]) != score;
            if (endsTie && (at >= next || last)) {
                long called = at + 1L;
                points.add(new Point(
                        score,
                        (double) hits / positives,
                        1 - (double) (called - hits) / negatives,
                        (double) hits / called));
                next = at + step;
            }
        }
        return points;
    }

    private static List<ReliabilityBin> reliability(ScoredPatches scored) {
        long[] patches = new long[Evaluation.BINS];
        long[] positives = new long[Evaluation.BINS];
        double[] sums = new double[Evaluation.BINS];
        for (int i = 0; i < scored.size(); i++) {
            int bin = Evaluation.bin(scored.probability(i));
            patches[bin]++;
            positives[bin] += scored.label(i);
            sums[bin] += scored.probability(i);
        }
        List<ReliabilityBin> bins = new ArrayList<>();
        for (int bin = 0; bin < patches.length; bin++) {
            if (patches[bin] > 0) {
                bins.add(new ReliabilityBin(
                        sums[bin] / patches[bin], (double) positives[bin] / patches[bin], patches[bin]));
            }
        }
        return bins;
    }

    private static List<ScoreBin> scores(ScoredPatches scored) {
        long[][] counts = new long[SCORE_BINS][2];
        for (int i = 0; i < scored.size(); i++) {
            int bin = Math.min(SCORE_BINS - 1, (int) (scored.probability(i) * SCORE_BINS));
            counts[bin][scored.label(i)]++;
        }
        List<ScoreBin> bins = new ArrayList<>();
        for (int bin = 0; bin < SCORE_BINS; bin++) {
            bins.add(new ScoreBin(
                    (double) bin / SCORE_BINS, counts[bin][Labels.NEGATIVE], counts[bin][Labels.POSITIVE]));
        }
        return bins;
    }
}
