package io.cancernet.training.loop;

import io.cancernet.training.recipe.Monitor;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One epoch in numbers.
 *
 * @param epoch from 1
 * @param trainLoss mean over the batches as they were trained, class weights and augmentation included
 * @param trainAccuracy of the same passes, at threshold .5 without calibration
 * @param validationLoss mean cross entropy after the epoch, unweighted; absent without validation patches
 * @param validationRocAuc absent when validation holds one class only
 * @param training time of the training passes
 * @param waitingForData part of the training time in which no batch was ready
 * @param validating time of the validation pass
 * @param patchesPerSecond trained patches by training time
 * @param residentBytes memory of the process after the epoch; 0 where the system does not tell
 */
public record EpochResult(
        int epoch,
        double trainLoss,
        double trainAccuracy,
        @Nullable Double validationLoss,
        @Nullable Double validationAccuracy,
        @Nullable Double validationRocAuc,
        Duration training,
        Duration waitingForData,
        Duration validating,
        double patchesPerSecond,
        long residentBytes) {

    /** A figure of validation; absent where it is undefined. */
    public @Nullable Double figure(Monitor monitor) {
        return switch (monitor) {
            case VALIDATION_ROC_AUC -> validationRocAuc;
            case VALIDATION_ACCURACY -> validationAccuracy;
            case VALIDATION_LOSS -> validationLoss;
        };
    }
}
