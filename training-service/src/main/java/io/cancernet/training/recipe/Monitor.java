package io.cancernet.training.recipe;

import org.jspecify.annotations.Nullable;

/** A figure of validation by which epochs are compared. */
public enum Monitor {
    VALIDATION_ROC_AUC(1),
    VALIDATION_ACCURACY(1),
    VALIDATION_LOSS(-1);

    private final int sign;

    Monitor(int sign) {
        this.sign = sign;
    }

    /** Whether a figure is better than the best so far by more than a margin; any is better than none. */
    public boolean better(double figure, @Nullable Double best, double margin) {
        return best == null || sign * (figure - best) > margin;
    }
}
