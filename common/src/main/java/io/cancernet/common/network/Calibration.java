package io.cancernet.common.network;

/**
 * Platt scaling of a network's logit difference (positive minus negative): probability = sigmoid(slope * difference +
 * intercept). Class weights shift the intercept, which a temperature alone cannot mend.
 */
public record Calibration(double slope, double intercept) {

    /** The network's own softmax. */
    public static final Calibration IDENTITY = new Calibration(1, 0);

    public Calibration {
        if (!Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new IllegalArgumentException(
                    "a calibration is finite: slope %s, intercept %s".formatted(slope, intercept));
        }
    }

    /** Calibrated probability of disease. */
    public double probability(double logitDifference) {
        return 1 / (1 + Math.exp(-(slope * logitDifference + intercept)));
    }
}
