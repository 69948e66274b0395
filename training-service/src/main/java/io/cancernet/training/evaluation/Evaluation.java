package io.cancernet.training.evaluation;

import io.cancernet.common.patch.Labels;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a set of patches at one threshold, with disease as the positive class. What is undefined, such as the
 * sensitivity of a set without disease, is absent.
 *
 * @param threshold calibrated probability from which on a patch counts as positive
 * @param precision positive predictive value
 * @param prAuc average precision
 * @param brier mean squared difference between probability and label
 * @param expectedCalibrationError over 15 equal bins of probability
 */
public record Evaluation(
        long patches,
        long positives,
        double threshold,
        ConfusionMatrix confusion,
        @Nullable Double accuracy,
        @Nullable Double balancedAccuracy,
        @Nullable Double sensitivity,
        @Nullable Double specificity,
        @Nullable Double precision,
        @Nullable Double negativePredictiveValue,
        @Nullable Double f1,
        @Nullable Double kappa,
        @Nullable Double matthews,
        @Nullable Double rocAuc,
        @Nullable Double prAuc,
        @Nullable Double brier,
        @Nullable Double expectedCalibrationError) {

    /** Equal bins of probability in which calibration is judged. */
    static final int BINS = 15;

    /** The bin of a probability. */
    static int bin(float probability) {
        return Math.min(BINS - 1, (int) (probability * BINS));
    }

    /**
     * Evaluates calibrated probabilities.
     *
     * @param labels 0 or 1 for each probability
     */
    public static Evaluation of(float[] probabilities, int[] labels, double threshold) {
        Ranking ranking = new Ranking(probabilities, labels);
        ConfusionMatrix confusion = ConfusionMatrix.of(probabilities, labels, threshold);
        return new Evaluation(
                labels.length,
                confusion.truePositives() + confusion.falseNegatives(),
                threshold,
                confusion,
                confusion.accuracy(),
                confusion.balancedAccuracy(),
                confusion.sensitivity(),
                confusion.specificity(),
                confusion.precision(),
                confusion.negativePredictiveValue(),
                confusion.f1(),
                confusion.kappa(),
                confusion.matthews(),
                orAbsent(ranking.rocAuc()),
                orAbsent(ranking.averagePrecision()),
                brier(probabilities, labels),
                calibrationError(probabilities, labels));
    }

    private static @Nullable Double brier(float[] probabilities, int[] labels) {
        if (labels.length == 0) {
            return null;
        }
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double error = probabilities[i] - labels[i];
            sum += error * error;
        }
        return sum / labels.length;
    }

    private static @Nullable Double calibrationError(float[] probabilities, int[] labels) {
        if (labels.length == 0) {
            return null;
        }
        double[] gaps = new double[BINS];
        for (int i = 0; i < labels.length; i++) {
            gaps[bin(probabilities[i])] += (labels[i] == Labels.POSITIVE ? 1 : 0) - probabilities[i];
        }
        double sum = 0;
        for (double gap : gaps) {
            sum += Math.abs(gap);
        }
        return sum / labels.length;
    }

    private static @Nullable Double orAbsent(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
