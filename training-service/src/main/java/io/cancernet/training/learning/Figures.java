package io.cancernet.training.learning;

import io.cancernet.training.calibration.OperatingPoint.SplitReport;
import io.cancernet.training.evaluation.CaseBootstrap;
import io.cancernet.training.evaluation.ConfusionMatrix;
import io.cancernet.training.evaluation.Evaluation;
import io.cancernet.training.evaluation.Interval;
import io.cancernet.training.evaluation.SplitEvaluation;
import io.cancernet.training.loop.EpochResult;
import io.cancernet.training.run.Epoch;
import io.cancernet.training.run.SplitMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns the core's figures into those of the run record. */
final class Figures {

    private static final double NANOS = 1e9;

    private Figures() {}

    static Epoch epoch(EpochResult result) {
        return new Epoch(
                result.epoch(),
                result.trainLoss(),
                result.trainAccuracy(),
                required(result.validationLoss()),
                required(result.validationAccuracy()),
                result.validationRocAuc(),
                seconds(result.training().plus(result.validating())),
                result.patchesPerSecond(),
                seconds(result.waitingForData()),
                result.residentBytes());
    }

    static SplitMetrics split(SplitReport report, SplitEvaluation evaluation, Map<String, Interval> intervals) {
        Evaluation any = report.atThreshold();
        return new SplitMetrics(
                any.rocAuc(),
                any.prAuc(),
                any.brier(),
                any.expectedCalibrationError(),
                decisions(report.atThreshold()),
                decisions(report.atHalf()),
                cases(evaluation),
                intervals,
                CaseBootstrap.note(evaluation.cases()));
    }

    private static SplitMetrics.Cases cases(SplitEvaluation evaluation) {
        Map<String, Double> values = evaluation.values();
        return new SplitMetrics.Cases(
                evaluation.cases(),
                values.get(SplitEvaluation.CASES + "rocAuc"),
                caseDecisions(values, SplitEvaluation.CASES + SplitEvaluation.AT_THRESHOLD),
                caseDecisions(values, SplitEvaluation.CASES + SplitEvaluation.AT_HALF));
    }

    private static SplitMetrics.CaseDecisions caseDecisions(Map<String, Double> values, String at) {
        return new SplitMetrics.CaseDecisions(
                values.get(at + "accuracy"),
                values.get(at + "balancedAccuracy"),
                values.get(at + "sensitivity"),
                values.get(at + "specificity"),
                values.get(at + "areaError"),
                values.get(at + "callAccuracy"),
                values.get(at + "callSensitivity"),
                values.get(at + "callSpecificity"),
                values.get(at + "callRocAuc"));
    }

    private static SplitMetrics.Decisions decisions(Evaluation at) {
        ConfusionMatrix matrix = at.confusion();
        return new SplitMetrics.Decisions(
                at.threshold(),
                at.accuracy(),
                at.balancedAccuracy(),
                at.sensitivity(),
                at.specificity(),
                at.precision(),
                at.negativePredictiveValue(),
                at.f1(),
                at.kappa(),
                at.matthews(),
                new SplitMetrics.Confusion(
                        matrix.trueNegatives(),
                        matrix.falsePositives(),
                        matrix.falseNegatives(),
                        matrix.truePositives()));
    }

    /** The core leaves it out without validation patches; a manifest without them is refused. */
    private static double required(@Nullable Double value) {
        return Objects.requireNonNull(value, "validation figures");
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
