package io.cancernet.dataset.split;

import io.cancernet.common.id.CaseId;

/**
 * A case with its patches counted; it has at least one.
 *
 * @param negative patches without disease
 * @param positive patches with disease
 */
public record LabelledCase(CaseId caseId, int negative, int positive) {

    /** Share of patches with disease. */
    double positivity() {
        return (double) positive / (negative + positive);
    }
}
