package io.cancernet.training.run.postgres;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.RunChanged;
import io.cancernet.common.event.RunChanged.Change;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.json.Json;
import io.cancernet.common.outbox.Outbox;
import io.cancernet.training.history.postgres.MetricTable;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.json.MetricLeaves;
import io.cancernet.training.live.postgres.RunEventTable;
import io.cancernet.training.model.Model;
import io.cancernet.training.model.postgres.ModelTable;
import io.cancernet.training.run.Attempt;
import io.cancernet.training.run.Epoch;
import io.cancernet.training.run.Run;
import io.cancernet.training.run.RunCheckpoint;
import io.cancernet.training.run.RunError;
import io.cancernet.training.run.RunLedger;
import io.cancernet.training.run.RunPlan;
import io.cancernet.training.run.RunResult;
import io.cancernet.training.run.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs on record in Postgres. Whatever a worker writes holds first its job's row, then the run's; a cancellation
 * holds the run's row only, so that the two never wait for each other.
 */
@ApplicationScoped
class PostgresRunLedger implements RunLedger {

    private final RunTable table;
    private final ModelTable models;
    private final AttemptTable attempts;
    private final MetricTable metrics;
    private final LeasedJobs jobs;
    private final Outbox outbox;
    private final RunEventTable events;
    private final Clock clock;

    PostgresRunLedger(
            RunTable table,
            ModelTable models,
            AttemptTable attempts,
            MetricTable metrics,
            LeasedJobs jobs,
            Outbox outbox,
            RunEventTable events,
            Clock clock) {
        this.table = table;
        this.models = models;
        this.attempts = attempts;
        this.metrics = metrics;
        this.jobs = jobs;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Run submit(RunId id, RunPlan plan) {
        table.reserve(id);
        Optional<Run> standing = table.find(id);
        if (standing.isPresent()) {
            return standing.get();
        }
        if (table.wasDeleted(id)) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "run %s was deleted and stays so; ask for another run with a new Idempotency-Key or a new id"
                            .formatted(id));
        }
        RunEntity row = RunEntity.queued(id, plan, clock.instant());
        table.add(row);
        jobs.submit(JOB, id.value(), plan.priority());
        announce(row, Change.QUEUED, null);
        return table.find(id).orElseThrow();
    }

    @Override
    @Transactional
    public Optional<Run> find(RunId id) {
        return table.find(id);
    }

    @Override
    @Transactional
    public List<RunId> unfinished(DatasetVersion dataset) {
        return table.unfinished(dataset);
    }

    @Override
    @Transactional
    public Map<String, Long> countByState() {
        return table.countByState();
    }

    @Override
    @Transactional
    public Optional<Run> requestCancel(RunId id) {
        table.lock(id).filter(row -> !row.state.ended()).ifPresent(row -> {
            row.cancelRequested = true;
            if (row.state == RunState.QUEUED) {
                // Its job stays until a worker takes it and finds the run ended.
                row.end(RunState.CANCELLED, clock.instant());
                announce(row, Change.CANCELLED, null);
            }
        });
        return table.find(id);
    }

    @Override
    @Transactional
    public boolean cancelRequested(RunId id) {
        return table.cancelRequested(id);
    }

    @Override
    @Transactional
    public Optional<Run> begin(Lease lease, Map<String, Object> environment) {
        RunEntity row = held(lease);
        if (row.state.ended()) {
            jobs.complete(lease);
            return Optional.empty();
        }
        row.state = RunState.RUNNING;
        row.stage = null;
        row.environment = JsonColumn.write(environment);
        row.startedAt = clock.instant();
        attempts.begin(lease, row.startedAt);
        announce(row, Change.STARTED, null);
        return table.find(run(lease));
    }

    @Override
    @Transactional
    public void resume(Lease lease, Attempt.From from) {
        held(lease);
        table.deleteEpochsAfter(run(lease), from.epochs());
        attempts.learns(lease, from);
    }

    @Override
    @Transactional
    public List<Attempt> attempts(RunId id) {
        return attempts.of(id);
    }

    @Override
    @Transactional
    public void checkpoint(Lease lease, RunCheckpoint checkpoint) {
        held(lease);
        attempts.put(run(lease), checkpoint, clock.instant());
    }

    @Override
    @Transactional
    public Optional<RunCheckpoint> checkpoint(RunId id) {
        return attempts.checkpoint(id);
    }

    @Override
    @Transactional
    public void enter(Lease lease, Stage stage) {
        held(lease).stage = stage;
    }

    @Override
    @Transactional
    public void gathered(Lease lease, int fromEvents, int fromManifest) {
        RunEntity row = held(lease);
        row.patchesFromEvents = fromEvents;
        row.patchesFromManifest = fromManifest;
    }

    @Override
    @Transactional
    public void epochFinished(Lease lease, Epoch epoch) {
        RunEntity row = held(lease);
        // It may be told twice: the answer to a commit can be lost with the connection.
        if (table.addEpoch(run(lease), epoch)) {
            announce(row, Change.EPOCH_FINISHED, epoch);
        }
    }

    @Override
    @Transactional
    public boolean finish(Lease lease, RunResult result, Model model) {
        RunEntity row = held(lease);
        if (row.cancelRequested) {
            end(lease, row, RunState.CANCELLED, Change.CANCELLED);
            return false;
        }
        row.result(result);
        metrics.put(run(lease), MetricLeaves.of(Json.mapper().valueToTree(result.metrics())));
        models.add(model);
        end(lease, row, RunState.FINISHED, Change.FINISHED);
        return true;
    }

    @Override
    @Transactional
    public void fail(Lease lease, RunError error) {
        RunEntity row = held(lease);
        row.error(error);
        end(lease, row, RunState.FAILED, Change.FAILED);
    }

    @Override
    @Transactional
    public void cancelled(Lease lease) {
        end(lease, held(lease), RunState.CANCELLED, Change.CANCELLED);
    }

    @Override
    @Transactional
    public void requeue(Lease lease) {
        RunEntity row = held(lease);
        row.state = RunState.QUEUED;
        row.stage = null;
        announce(row, Change.QUEUED, null);
    }

    private RunEntity held(Lease lease) {
        jobs.guard(lease);
        return table.lock(run(lease))
                .orElseThrow(() -> new IllegalStateException("a job without its run: " + lease.jobId()));
    }

    private void end(Lease lease, RunEntity row, RunState state, Change change) {
        row.end(state, clock.instant());
        announce(row, change, null);
        jobs.complete(lease);
    }

    private void announce(RunEntity row, Change change, @Nullable Epoch epoch) {
        boolean finished = change == Change.FINISHED;
        RunChanged changed = new RunChanged(
                new RunId(row.id),
                change,
                DatasetVersion.parse(row.dataset),
                row.recipe,
                clock.instant(),
                epoch == null ? null : figures(epoch),
                finished ? row.model() : null,
                finished ? row.testRocAuc : null,
                change == Change.FAILED ? row.errorDetail : null);
        outbox.add(changed);
        events.add(changed);
    }

    private static RunChanged.Epoch figures(Epoch epoch) {
        return new RunChanged.Epoch(
                epoch.number(),
                epoch.trainLoss(),
                epoch.trainAccuracy(),
                epoch.validationLoss(),
                epoch.validationAccuracy(),
                epoch.validationRocAuc());
    }

    private static RunId run(Lease lease) {
        return new RunId(lease.jobId());
    }
}
