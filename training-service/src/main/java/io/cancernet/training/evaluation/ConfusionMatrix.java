package io.cancernet.training.evaluation;

import io.cancernet.common.patch.Labels;
import org.jspecify.annotations.Nullable;

/** Counts of true and predicted classes at one threshold, and the ratios that follow. Undefined ratios are absent. */
public record ConfusionMatrix(long trueNegatives, long falsePositives, long falseNegatives, long truePositives) {

    /** Counts scores of at least the threshold as positive, both as the floats that scores are. */
    public static ConfusionMatrix of(float[] scores, int[] labels, double threshold) {
        long[] counts = new long[4];
        for (int i = 0; i < scores.length; i++) {
            int predicted = scores[i] >= (float) threshold ? Labels.POSITIVE : Labels.NEGATIVE;
            counts[2 * labels[i] + predicted]++;
        }
        return new ConfusionMatrix(counts[0], counts[1], counts[2], counts[3]);
    }

    public long total() {
        return trueNegatives + falsePositives + falseNegatives + truePositives;
    }

    public @Nullable Double accuracy() {
        return ratio(trueNegatives + truePositives, total());
    }

    public @Nullable Double sensitivity() {
        return ratio(truePositives, truePositives + falseNegatives);
    }

    public @Nullable Double specificity() {
        return ratio(trueNegatives, trueNegatives + falsePositives);
    }

    public @Nullable Double precision() {
        return ratio(truePositives, truePositives + falsePositives);
    }

    public @Nullable Double negativePredictiveValue() {
        return ratio(trueNegatives, trueNegatives + falseNegatives);
    }

    /** Mean of sensitivity and specificity, absent when one of them is. */
    public @Nullable Double balancedAccuracy() {
        Double sensitivity = sensitivity();
        Double specificity = specificity();
        return sensitivity == null || specificity == null ? null : (sensitivity + specificity) / 2;
    }

    /** Harmonic mean of precision and sensitivity, absent when there is neither a positive nor a positive call. */
    public @Nullable Double f1() {
        return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    /** Cohen's kappa, absent when chance alone already agrees in everything. */
    public @Nullable Double kappa() {
        double n = total();
        double agreed = (trueNegatives + truePositives) / n;
        double expected = ((double) (truePositives + falsePositives) * (truePositives + falseNegatives)
                        + (double) (trueNegatives + falseNegatives) * (trueNegatives + falsePositives))
                / (n * n);
        return n == 0 || expected == 1 ? null : (agreed - expected) / (1 - expected);
    }

    /** Matthews' correlation coefficient, absent when a row or a column is empty. */
    public @Nullable Double matthews() {
        double product = (double) (truePositives + falsePositives)
                * (truePositives + falseNegatives)
                * (trueNegatives + falsePositives)
                * (trueNegatives + falseNegatives);
        double covariance = (double) truePositives * trueNegatives - (double) falsePositives * falseNegatives;
        return product == 0 ? null : covariance / Math.sqrt(product);
    }

    private static @Nullable Double ratio(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
