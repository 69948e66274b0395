package io.cancernet.training.run.postgres;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.run.Epoch;
import io.cancernet.training.run.Run;
import io.cancernet.training.run.RunError;
import io.cancernet.training.run.RunMetrics;
import io.cancernet.training.run.RunPlan;
import io.cancernet.training.run.RunProgress;
import io.cancernet.training.run.RunResult;
import io.cancernet.training.run.Stage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code run}. */
@Entity
@Table(name = "run")
class RunEntity {

    @Id
    @Column(name = "run_id")
    String id;

    @Enumerated(EnumType.STRING)
    RunState state;

    @Enumerated(EnumType.STRING)
    @Nullable Stage stage;

    @Column(name = "cancel_requested")
    boolean cancelRequested;

    String dataset;

    @Column(name = "manifest_key")
    String manifestKey;

    @Column(name = "manifest_sha256")
    String manifestSha256;

    double mpp;

    boolean leaky;

    String recipe;

    @ColumnTransformer(write = "?::jsonb")
    String settings;

    long seed;

    @Column(name = "epochs_total")
    int epochsTotal;

    @Column(name = "code_version")
    String codeVersion;

    int priority;

    @ColumnTransformer(write = "?::jsonb")
    String environment;

    @Column(name = "patches_from_events")
    int patchesFromEvents;

    @Column(name = "patches_from_manifest")
    int patchesFromManifest;

    @ColumnTransformer(write = "?::jsonb")
    @Nullable String metrics;

    @Column(name = "calibration_slope")
    @Nullable Double calibrationSlope;

    @Column(name = "calibration_intercept")
    @Nullable Double calibrationIntercept;

    @Nullable Double threshold;

    @Column(name = "model_name")
    @Nullable String modelName;

    @Column(name = "model_version")
    @Nullable String modelVersion;

    @Column(name = "test_roc_auc")
    @Nullable Double testRocAuc;

    @Column(name = "error_code")
    @Nullable String errorCode;

    @Column(name = "error_detail")
    @Nullable String errorDetail;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "started_at")
    @Nullable Instant startedAt;

    @Column(name = "finished_at")
    @Nullable Instant finishedAt;

    static RunEntity queued(RunId id, RunPlan plan, Instant now) {
        RunEntity row = new RunEntity();
        row.id = id.value();
        row.state = RunState.QUEUED;
        row.dataset = plan.dataset().version().toString();
        row.manifestKey = plan.dataset().manifest().key();
        row.manifestSha256 = plan.dataset().manifest().sha256().value();
        row.mpp = plan.dataset().mpp().value();
        row.leaky = plan.dataset().leaky();
        row.recipe = plan.recipe();
        row.settings = JsonColumn.write(plan.settings());
        row.seed = plan.seed();
        row.epochsTotal = plan.epochsTotal();
        row.codeVersion = plan.codeVersion();
        row.priority = plan.priority();
        row.environment = "{}";
        row.createdAt = now;
        return row;
    }

    /** Ends the run for better or worse. */
    void end(RunState how, Instant now) {
        state = how;
        stage = null;
        finishedAt = now;
    }

    void result(RunResult result) {
        metrics = JsonColumn.write(result.metrics());
        calibrationSlope = result.calibration().slope();
        calibrationIntercept = result.calibration().intercept();
        threshold = result.threshold();
        modelName = result.model().name();
        modelVersion = result.model().version();
        testRocAuc = result.metrics().test().rocAuc();
    }

    void error(RunError error) {
        errorCode = error.code();
        errorDetail = error.detail();
    }

    /** The model that the run made; only of a finished one. */
    @Nullable ModelVersion model() {
        return modelName == null || modelVersion == null ? null : new ModelVersion(modelName, modelVersion);
    }

    Run toDomain(List<Epoch> epochs) {
        return new Run(new RunId(id), plan(), progress(), epochs, result());
    }

    private RunPlan plan() {
        FrozenDataset frozen = new FrozenDataset(
                DatasetVersion.parse(dataset),
                new ObjectRef(manifestKey, new Sha256(manifestSha256)),
                new MicronsPerPixel(mpp),
                leaky);
        return new RunPlan(frozen, recipe, JsonColumn.readMap(settings), seed, epochsTotal, codeVersion, priority);
    }

    private RunProgress progress() {
        return new RunProgress(
                state,
                stage,
                JsonColumn.readMap(environment),
                patchesFromEvents,
                patchesFromManifest,
                errorCode == null ? null : new RunError(errorCode, Objects.requireNonNullElse(errorDetail, "")),
                createdAt,
                startedAt,
                finishedAt);
    }

    private @Nullable RunResult result() {
        ModelVersion model = model();
        if (metrics == null
                || calibrationSlope == null
                || calibrationIntercept == null
                || threshold == null
                || model == null) {
            return null;
        }
        return new RunResult(
                JsonColumn.read(metrics, RunMetrics.class),
                new Calibration(calibrationSlope, calibrationIntercept),
                threshold,
                model);
    }
}
