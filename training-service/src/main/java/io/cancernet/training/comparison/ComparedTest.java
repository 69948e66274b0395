package io.cancernet.training.comparison;

import io.cancernet.common.patch.Split;
import io.cancernet.training.comparison.RunComparison.ComparedRun;
import io.cancernet.training.comparison.RunComparison.Difference;
import io.cancernet.training.comparison.RunComparison.MetricDifference;
import io.cancernet.training.evaluation.CaseBootstrap;
import io.cancernet.training.evaluation.Interval;
import io.cancernet.training.evaluation.Prediction;
import io.cancernet.training.evaluation.ScoredPatches;
import io.cancernet.training.evaluation.SplitEvaluation;
import io.cancernet.training.report.RunReport;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run says of its test patches, brought into an order in which it can be paired with another run. */
final class ComparedTest {

    private static final CaseBootstrap BOOTSTRAP = CaseBootstrap.USUAL;

    private final RunReport report;
    private final List<Prediction> test;
    private final SplitEvaluation evaluation;
    private final Map<String, Double> values;

    /** @param predictions of all splits */
    ComparedTest(RunReport report, List<Prediction> predictions) {
        this.report = report;
        test = predictions.stream()
                .filter(each -> each.split() == Split.TEST)
                .sorted(Comparator.comparing(each -> each.patchId().value()))
                .toList();
        evaluation = new SplitEvaluation(ScoredPatches.of(test), report.threshold());
        values = evaluation.values();
    }

    ComparedRun run() {
        return new ComparedRun(
                report.runId(),
                report.dataset(),
                report.recipe(),
                report.seed(),
                report.leaky(),
                evaluation.cases(),
                test.size(),
                values,
                BOOTSTRAP.intervals(evaluation));
    }

    /** This run minus another. */
    Difference minus(ComparedTest other) {
        boolean paired = isOfSamePatches(other);
        Map<String, Interval> intervals = paired ? BOOTSTRAP.differences(evaluation, other.evaluation) : Map.of();
        Map<String, MetricDifference> metrics = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Double theirs = other.values.get(name);
            if (theirs != null) {
                metrics.put(name, new MetricDifference(value - theirs, intervals.get(name)));
            }
        });
        return new Difference(report.runId(), other.report.runId(), paired, note(paired, other), metrics);
    }

    private @Nullable String note(boolean paired, ComparedTest other) {
        return paired
                ? CaseBootstrap.note(evaluation.cases())
                : "the test patches differ (%d and %d, of %d and %d cases), so the differences have no intervals and may come from the patches alone"
                        .formatted(test.size(), other.test.size(), evaluation.cases(), other.evaluation.cases());
    }

    private boolean isOfSamePatches(ComparedTest other) {
        if (test.size() != other.test.size() || test.isEmpty()) {
            return false;
        }
        for (int i = 0; i < test.size(); i++) {
            Prediction mine = test.get(i);
            Prediction theirs = other.test.get(i);
            if (!mine.patchId().equals(theirs.patchId())
                    || mine.label() != theirs.label()
                    || !mine.caseId().equals(theirs.caseId())) {
                return false;
            }
        }
        return true;
    }
}
