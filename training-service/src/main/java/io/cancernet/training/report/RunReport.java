package io.cancernet.training.report;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.patch.Split;
import io.cancernet.training.evaluation.CaseBootstrap;
import io.cancernet.training.plot.Marking;
import io.cancernet.training.run.Epoch;
import io.cancernet.training.run.Learner;
import io.cancernet.training.run.Run;
import io.cancernet.training.run.RunMetrics;
import io.cancernet.training.run.RunPlan;
import io.cancernet.training.run.RunResult;
import io.cancernet.training.run.SplitMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run reached, whole: the content of {@code report.json}, from which the report for people is made.
 *
 * @param notice research use only
 * @param settings every hyper-parameter of the recipe
 * @param selectedEpoch whose weights the model has
 * @param bootstrap how the intervals of the metrics were drawn
 * @param erasedSlides how many slides were erased from it since; they are counted in metrics and plots, but nowhere shown
 */
public record RunReport(
        String notice,
        RunId runId,
        Instant createdAt,
        DatasetVersion dataset,
        Sha256 datasetManifestSha256,
        boolean leaky,
        String recipe,
        Map<String, Object> settings,
        long seed,
        String codeVersion,
        Map<String, Object> environment,
        ModelVersion model,
        Calibration calibration,
        double threshold,
        int selectedEpoch,
        List<Epoch> epochs,
        RunMetrics metrics,
        CaseBootstrap bootstrap,
        ReportedSplit validation,
        ReportedSplit test,
        int erasedSlides) {

    public RunReport {
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
        epochs = List.copyOf(epochs);
    }

    static RunReport of(Run run, RunResult result, Learner.Learned learned, Instant now) {
        RunPlan plan = run.plan();
        return new RunReport(
                Marking.RESEARCH_USE_ONLY,
                run.id(),
                now,
                plan.dataset().version(),
                plan.dataset().manifest().sha256(),
                plan.dataset().leaky(),
                plan.recipe(),
                plan.settings(),
                plan.seed(),
                plan.codeVersion(),
                run.progress().environment(),
                result.model(),
                result.calibration(),
                result.threshold(),
                learned.selectedEpoch(),
                run.epochs(),
                result.metrics(),
                CaseBootstrap.USUAL,
                ReportedSplit.of(Split.VALIDATION, learned.predictions(), result.threshold()),
                ReportedSplit.of(Split.TEST, learned.predictions(), result.threshold()),
                0);
    }

    /** The split that the report is about: test, or validation where nothing was kept for test. */
    ReportedSplit judged() {
        return test.patches() > 0 ? test : validation;
    }

    SplitMetrics judgedMetrics() {
        return test.patches() > 0 ? metrics.test() : metrics.validation();
    }

    Marking marking() {
        return new Marking("run %s: %s on %s".formatted(runId, recipe, dataset), leaky);
    }

    RunReport without(Set<CaseId> cases, int slides) {
        return new RunReport(
                notice,
                runId,
                createdAt,
                dataset,
                datasetManifestSha256,
                leaky,
                recipe,
                settings,
                seed,
                codeVersion,
                environment,
                model,
                calibration,
                threshold,
                selectedEpoch,
                epochs,
                metrics,
                bootstrap,
                validation.without(cases),
                test.without(cases),
                erasedSlides + slides);
    }
}
