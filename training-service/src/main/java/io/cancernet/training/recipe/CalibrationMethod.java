package io.cancernet.training.recipe;

/** How logits become probabilities. */
public enum CalibrationMethod {
    /** Slope and intercept fitted on validation. */
    PLATT,
    /** The network's own softmax. */
    NONE
}
