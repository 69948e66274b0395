package io.cancernet.training.run.rest;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.network.Calibration;
import io.cancernet.training.annotation.Annotations;
import io.cancernet.training.run.Attempt;
import io.cancernet.training.run.Epoch;
import io.cancernet.training.run.Run;
import io.cancernet.training.run.RunError;
import io.cancernet.training.run.RunMetrics;
import io.cancernet.training.run.RunPlan;
import io.cancernet.training.run.RunProgress;
import io.cancernet.training.run.RunResult;
import io.cancernet.training.run.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A run as REST answers it. */
public record RunView(
        RunId runId,
        RunState state,
        @Nullable Stage stage,
        DatasetVersion dataset,
        Sha256 datasetManifestSha256,
        boolean leaky,
        String recipe,
        Map<String, Object> settings,
        long seed,
        int priority,
        String codeVersion,
        Map<String, Object> environment,
        int epochsTotal,
        List<Epoch> epochs,
        @Nullable RunMetrics metrics,
        @Nullable Calibration calibration,
        @Nullable Double threshold,
        @Nullable ModelVersion model,
        int patchesFromEvents,
        int patchesFromManifest,
        @Nullable RunError error,
        List<Attempt> attempts,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,

        @Schema(description = "slides of its dataset whose patients withdrew")
        List<SlideId> erasedFrom,

        Annotations annotations) {

    static RunView from(Run run, List<Attempt> attempts, List<SlideId> erasedFrom, Annotations annotations) {
        RunPlan plan = run.plan();
        RunProgress progress = run.progress();
        RunResult result = run.result();
        return new RunView(
                run.id(),
                progress.state(),
                progress.stage(),
                plan.dataset().version(),
                plan.dataset().manifest().sha256(),
                plan.dataset().leaky(),
                plan.recipe(),
                plan.settings(),
                plan.seed(),
                plan.priority(),
                plan.codeVersion(),
                progress.environment(),
                plan.epochsTotal(),
                run.epochs(),
                result == null ? null : result.metrics(),
                result == null ? null : result.calibration(),
                result == null ? null : result.threshold(),
                result == null ? null : result.model(),
                progress.patchesFromEvents(),
                progress.patchesFromManifest(),
                progress.error(),
                attempts,
                progress.createdAt(),
                progress.startedAt(),
                progress.finishedAt(),
                erasedFrom,
                annotations);
    }
}
