package io.cancernet.training.calibration;

import io.cancernet.common.network.Calibration;
import io.cancernet.common.patch.Labels;

/**
 * Platt scaling: logistic regression of the label on the logit difference, fitted by Newton's method with step halving
 * on the smoothed targets of Platt (1999), after Lin, Lin and Weng, "A note on Platt's probabilistic outputs" (2007).
 */
public final class PlattScaling {

    private static final int MOST_STEPS = 100;
    private static final double RIDGE = 1e-12;
    private static final double SMALL_GRADIENT = 1e-7;
    private static final double SMALLEST_STEP = 1e-10;

    private final float[] logits;
    private final int[] labels;
    private final double positiveTarget;
    private final double negativeTarget;

    private PlattScaling(float[] logits, int[] labels, long positives) {
        this.logits = logits;
        this.labels = labels;
        positiveTarget = (positives + 1.0) / (positives + 2.0);
        negativeTarget = 1.0 / (labels.length - positives + 2.0);
    }

    /**
     * Slope and intercept that make the probabilities fit the labels best.
     *
     * @return the identity when one class is missing, or when the fit would turn the ranking round: a network that is
     *     worse than chance on validation must be seen as such, not mended silently
     */
    public static Calibration fit(float[] logitDifferences, int[] labels) {
        long positives = 0;
        for (int label : labels) {
            positives += label == Labels.POSITIVE ? 1 : 0;
        }
        if (positives == 0 || positives == labels.length) {
            return Calibration.IDENTITY;
        }
        Calibration fitted = new PlattScaling(logitDifferences, labels, positives).newton();
        return fitted.slope() > 0 ? fitted : Calibration.IDENTITY;
    }

    private Calibration newton() {
        double slope = 0;
        double intercept = 0;
        double loss = loss(slope, intercept);
        for (int step = 0; step < MOST_STEPS; step++) {
            Derivatives at = derivatives(slope, intercept);
            if (Math.abs(at.bySlope) < SMALL_GRADIENT && Math.abs(at.byIntercept) < SMALL_GRADIENT) {
                break;
            }
            double determinant = at.slopeSlope * at.interceptIntercept - at.slopeIntercept * at.slopeIntercept;
            double slopeStep = -(at.interceptIntercept * at.bySlope - at.slopeIntercept * at.byIntercept) / determinant;
            double interceptStep = -(at.slopeSlope * at.byIntercept - at.slopeIntercept * at.bySlope) / determinant;
            double scale = 1;
            double next = loss(slope + slopeStep, intercept + interceptStep);
            while (!(next < loss) && scale > SMALLEST_STEP) {
                scale /= 2;
                next = loss(slope + scale * slopeStep, intercept + scale * interceptStep);
            }
            if (!(next < loss)) {
                break;
            }
            slope += scale * slopeStep;
            intercept += scale * interceptStep;
            loss = next;
        }
        return new Calibration(slope, intercept);
    }

    /** Cross entropy against the smoothed targets, in the form that does not overflow. */
    private double loss(double slope, double intercept) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double z = slope * logits[i] + intercept;
            sum += Math.max(z, 0) - target(i) * z + Math.log1p(Math.exp(-Math.abs(z)));
        }
        return sum;
    }

    private Derivatives derivatives(double slope, double intercept) {
        Derivatives sums = new Derivatives();
        Calibration calibration = new Calibration(slope, intercept);
        for (int i = 0; i < logits.length; i++) {
            double p = calibration.probability(logits[i]);
            double error = p - target(i);
            double curvature = p * (1 - p);
            sums.bySlope += error * logits[i];
            sums.byIntercept += error;
            sums.slopeSlope += curvature * logits[i] * logits[i];
            sums.slopeIntercept += curvature * logits[i];
            sums.interceptIntercept += curvature;
        }
        return sums;
    }

    private double target(int i) {
        return labels[i] == Labels.POSITIVE ? positiveTarget : negativeTarget;
    }

    /** Gradient and Hessian of the loss. */
    private static final class Derivatives {
        double bySlope;
        double byIntercept;
        double slopeSlope = RIDGE;
        double slopeIntercept;
        double interceptIntercept = RIDGE;
    }
}
