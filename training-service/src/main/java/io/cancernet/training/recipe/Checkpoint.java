package io.cancernet.training.recipe;

/** Which epoch's weights a run keeps. */
public enum Checkpoint {
    /** The last, as published. */
    LAST_EPOCH,
    /** The one with the highest ROC-AUC on validation; the last when validation holds one class only. */
    BEST_VALIDATION_ROC_AUC
}
