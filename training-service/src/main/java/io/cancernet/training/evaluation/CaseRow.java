package io.cancernet.training.evaluation;

import io.cancernet.common.id.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * One case in the table of cases, at the chosen threshold. What is undefined is absent.
 *
 * @param meanProbability calibrated
 * @param rocAuc within the case
 * @param area part of its patches that are labelled as disease
 * @param calledArea part of its patches that are called so
 */
public record CaseRow(
        CaseId caseId,
        long patches,
        long positives,
        double meanProbability,
        @Nullable Double rocAuc,
        @Nullable Double accuracy,
        @Nullable Double balancedAccuracy,
        @Nullable Double sensitivity,
        @Nullable Double specificity,
        double area,
        double calledArea) {

    /** The row of a case that has a patch. */
    static CaseRow of(ScoredPatches patches, double threshold) {
        ConfusionMatrix matrix = ConfusionMatrix.of(patches.probabilities(), patches.labels(), threshold);
        double sum = 0;
        for (int i = 0; i < patches.size(); i++) {
            sum += patches.probability(i);
        }
        long positives = matrix.truePositives() + matrix.falseNegatives();
        return new CaseRow(
                patches.caseIds().get(0),
                patches.size(),
                positives,
                sum / patches.size(),
                orAbsent(patches),
                matrix.accuracy(),
                matrix.balancedAccuracy(),
                matrix.sensitivity(),
                matrix.specificity(),
                (double) positives / patches.size(),
                (double) (matrix.truePositives() + matrix.falsePositives()) / patches.size());
    }

    private static @Nullable Double orAbsent(ScoredPatches patches) {
        var area = new Ranking(patches.probabilities(), patches.labels()).rocAuc();
        return area.isPresent() ? area.getAsDouble() : null;
    }
}
