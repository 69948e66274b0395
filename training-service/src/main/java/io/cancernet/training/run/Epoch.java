package io.cancernet.training.run;

import org.jspecify.annotations.Nullable;

/**
 * Figures of a finished epoch.
 *
 * @param number counts from 1
 * @param validationRocAuc absent when validation holds one class only
 * @param secondsWaitingForData of the batch loop, within {@code seconds}
 * @param residentBytes memory of the process at the epoch's end
 */
public record Epoch(
        int number,
        double trainLoss,
        double trainAccuracy,
        double validationLoss,
        double validationAccuracy,
        @Nullable Double validationRocAuc,
        double seconds,
        double patchesPerSecond,
        double secondsWaitingForData,
        long residentBytes) {}
