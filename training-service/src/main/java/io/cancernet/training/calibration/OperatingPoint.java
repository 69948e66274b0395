package io.cancernet.training.calibration;

import io.cancernet.common.network.Calibration;
import io.cancernet.training.evaluation.Evaluation;
import io.cancernet.training.evaluation.Ranking;
import io.cancernet.training.recipe.CalibrationMethod;
import io.cancernet.training.recipe.Recipe;

/**
 * How a model decides: its calibration and its threshold on the calibrated probability, both chosen on validation.
 *
 * @param threshold the highest that finds the recipe's target sensitivity on validation; .5 when validation holds no
 *     disease
 */
public record OperatingPoint(Calibration calibration, double threshold) {

    /** The threshold that is always reported beside the chosen one. */
    public static final double HALF = 0.5;

    /** Chooses calibration and threshold. */
    public static OperatingPoint choose(Recipe recipe, float[] validationLogitDifferences, int[] labels) {
        Calibration calibration = recipe.calibration() == CalibrationMethod.PLATT
                ? PlattScaling.fit(validationLogitDifferences, labels)
                : Calibration.IDENTITY;
        float[] probabilities = probabilities(calibration, validationLogitDifferences);
        double threshold = new Ranking(probabilities, labels)
                .thresholdForSensitivity(recipe.targetSensitivity())
                .orElse(HALF);
        return new OperatingPoint(calibration, threshold);
    }

    /** Evaluates a split at the chosen threshold and at .5. */
    public SplitReport evaluate(float[] logitDifferences, int[] labels) {
        float[] probabilities = probabilities(logitDifferences);
        return new SplitReport(
                Evaluation.of(probabilities, labels, threshold), Evaluation.of(probabilities, labels, HALF));
    }

    /** Calibrated probabilities. */
    public float[] probabilities(float[] logitDifferences) {
        return probabilities(calibration, logitDifferences);
    }

    /** The metrics of a split at the chosen threshold and at .5. */
    public record SplitReport(Evaluation atThreshold, Evaluation atHalf) {}

    private static float[] probabilities(Calibration calibration, float[] logitDifferences) {
        float[] probabilities = new float[logitDifferences.length];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) calibration.probability(logitDifferences[i]);
        }
        return probabilities;
    }
}
