package io.cancernet.training.recipe;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which epoch's weights a run keeps: the last when validation cannot tell which is best, as with one class only. */
public enum Checkpoint {
    /** The last, as published. */
    LAST_EPOCH(null),
    BEST_VALIDATION_ROC_AUC(Monitor.VALIDATION_ROC_AUC),
    BEST_VALIDATION_ACCURACY(Monitor.VALIDATION_ACCURACY),
    BEST_VALIDATION_LOSS(Monitor.VALIDATION_LOSS);

    private final @Nullable Monitor monitor;

    Checkpoint(@Nullable Monitor monitor) {
        this.monitor = monitor;
    }

    /** The figure that decides; empty when the last epoch is kept. */
    public Optional<Monitor> monitor() {
        return Optional.ofNullable(monitor);
    }
}
