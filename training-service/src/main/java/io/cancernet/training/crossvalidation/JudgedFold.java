package io.cancernet.training.crossvalidation;

import io.cancernet.common.network.Calibration;
import io.cancernet.training.evaluation.SplitEvaluation;
import java.util.List;

/**
 * A fold's test split, with everything that was chosen for it on validation.
 *
 * @param smoothing deviation of the Gaussian in patches; 0 for none
 * @param chosenOn names of the folds on whose validation patches calibration, threshold and smoothing were chosen
 * @param validationCases how many cases those have
 */
public record JudgedFold(
        String name,
        double smoothing,
        Calibration calibration,
        double threshold,
        List<String> chosenOn,
        int validationCases,
        int testPatches,
        SplitEvaluation evaluation) {

    public JudgedFold {
        chosenOn = List.copyOf(chosenOn);
    }
}
