package io.cancernet.training.evaluation;

import io.cancernet.common.patch.Labels;
import java.util.List;

/**
 * Metrics in which every patch counts the same, as a function of how often each case is counted. Sums over the patches
 * of a case are taken once, so that a bootstrap resample costs a walk over the ranked patches. NaN stands for undefined.
 */
final class PatchMetrics {

    static final List<String> RANKED = List.of("rocAuc", "prAuc", "brier", "ece");
    static final List<String> DECIDED =
            List.of("accuracy", "balancedAccuracy", "sensitivity", "specificity", "ppv", "npv", "f1", "kappa", "mcc");

    private final int[] rankedCases;
    private final int[] rankedLabels;
    private final boolean[] endsTie;
    private final long[] patches;
    private final double[] squaredErrors;
    private final double[][] calibrationGaps;

    PatchMetrics(ScoredPatches scored) {
        int cases = scored.caseIds().size();
        int[] order = scored.byProbability();
        rankedCases = new int[order.length];
        rankedLabels = new int[order.length];
        endsTie = new boolean[order.length];
        patches = new long[cases];
        squaredErrors = new double[cases];
        calibrationGaps = new double[cases][Evaluation.BINS];
        for (int at = 0; at < order.length; at++) {
            int patch = order[at];
            float probability = scored.probability(patch);
            rankedCases[at] = scored.caseOf(patch);
            rankedLabels[at] = scored.label(patch);
            endsTie[at] = at + 1 == order.length || scored.probability(order[at + 1]) != probability;
            double error = (scored.label(patch) == Labels.POSITIVE ? 1 : 0) - probability;
            patches[rankedCases[at]]++;
            squaredErrors[rankedCases[at]] += error * error;
            calibrationGaps[rankedCases[at]][Evaluation.bin(probability)] += error;
        }
    }

    /** Values in the order of {@link #RANKED}. */
    double[] ranked(int[] counts) {
        WeightedCurves curves = new WeightedCurves();
        for (int at = 0; at < rankedCases.length; at++) {
            curves.add(rankedLabels[at], counts[rankedCases[at]]);
            if (endsTie[at]) {
                curves.endTie();
            }
        }
        long total = 0;
        double squared = 0;
        double[] gaps = new double[Evaluation.BINS];
        for (int i = 0; i < counts.length; i++) {
            total += counts[i] * patches[i];
            squared += counts[i] * squaredErrors[i];
            for (int bin = 0; bin < gaps.length; bin++) {
                gaps[bin] += counts[i] * calibrationGaps[i][bin];
            }
        }
        double gap = 0;
        for (double each : gaps) {
            gap += Math.abs(each);
        }
        // 0 / 0 is NaN: undefined.
        return new double[] {curves.rocAuc(), curves.averagePrecision(), squared / total, gap / total};
    }

    /** Values in the order of {@link #DECIDED}. */
    static double[] decided(ConfusionMatrix matrix) {
        return new double[] {
            Undefined.orNaN(matrix.accuracy()),
            Undefined.orNaN(matrix.balancedAccuracy()),
            Undefined.orNaN(matrix.sensitivity()),
            Undefined.orNaN(matrix.specificity()),
            Undefined.orNaN(matrix.precision()),
            Undefined.orNaN(matrix.negativePredictiveValue()),
            Undefined.orNaN(matrix.f1()),
            Undefined.orNaN(matrix.kappa()),
            Undefined.orNaN(matrix.matthews())
        };
    }
}
