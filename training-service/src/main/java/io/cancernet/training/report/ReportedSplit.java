package io.cancernet.training.report;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.Split;
import io.cancernet.training.evaluation.CaseRow;
import io.cancernet.training.evaluation.Curves;
import io.cancernet.training.evaluation.Prediction;
import io.cancernet.training.evaluation.ScoredPatches;
import io.cancernet.training.evaluation.SplitEvaluation;
import java.util.List;
import java.util.Set;

/**
 * What a report tells of a split beside its metrics.
 *
 * @param cases the table of cases at the chosen threshold; without those that were erased since
 */
public record ReportedSplit(Split split, long patches, long positives, Curves curves, List<CaseRow> cases) {

    public ReportedSplit {
        cases = List.copyOf(cases);
    }

    /** The split in predictions of all splits. */
    static ReportedSplit of(Split split, List<Prediction> all, double threshold) {
        List<Prediction> predictions =
                all.stream().filter(each -> each.split() == split).toList();
        ScoredPatches scored = ScoredPatches.of(predictions);
        return new ReportedSplit(
                split,
                predictions.size(),
                predictions.stream()
                        .filter(each -> each.label() == Labels.POSITIVE)
                        .count(),
                Curves.of(scored),
                new SplitEvaluation(scored, threshold).rows());
    }

    ReportedSplit without(Set<CaseId> erased) {
        return new ReportedSplit(
                split,
                patches,
                positives,
                curves,
                cases.stream().filter(row -> !erased.contains(row.caseId())).toList());
    }
}
