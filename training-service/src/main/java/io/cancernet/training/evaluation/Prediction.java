package io.cancernet.training.evaluation;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.Split;

/**
 * What a run's model says of a patch of its dataset. A line of the run's {@code predictions.jsonl.gz}.
 *
 * @param x left edge in the pixels of the slide
 * @param y top edge in the same pixels
 * @param label 1 for disease, 0 for none
 * @param logitDifference logit of disease minus logit of none, as the network gives it
 * @param probability calibrated
 */
public record Prediction(
        PatchId patchId,
        SlideId slideId,
        CaseId caseId,
        Split split,
        int x,
        int y,
        int label,
        float logitDifference,
        float probability) {

    public Prediction {
        Labels.requireBinary(label);
    }
}
