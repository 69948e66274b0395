package io.cancernet.training.run;

import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.StaleLeaseException;
import io.cancernet.training.model.Model;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Runs on record in memory. Leases hold until they are revoked; what happened to a run is told in words. */
public final class InMemoryRunLedger implements RunLedger {

    final Map<RunId, Run> runs = new HashMap<>();
    final List<String> history = new ArrayList<>();
    final List<Model> models = new ArrayList<>();
    private final Set<RunId> cancelRequests = ConcurrentHashMap.newKeySet();
    private final List<Attempt> attempts = new ArrayList<>();
    private @Nullable RunCheckpoint checkpoint;
    private boolean revoked;

    /** From now on another worker has the jobs. */
    void revokeLeases() {
        revoked = true;
    }

    /** All runs on record. */
    public List<Run> runs() {
        return List.copyOf(runs.values());
    }

    /** Takes a run off the record. */
    public void forget(RunId id) {
        runs.remove(id);
    }

    @Override
    public Run submit(RunId id, RunPlan plan) {
        RunProgress queued = new RunProgress(RunState.QUEUED, null, Map.of(), 0, 0, null, Instant.EPOCH, null, null);
        runs.putIfAbsent(id, new Run(id, plan, queued, List.of(), null));
        return find(id).orElseThrow();
    }

    @Override
    public Optional<Run> find(RunId id) {
        return Optional.ofNullable(runs.get(id));
    }

    @Override
    public List<RunId> unfinished(DatasetVersion dataset) {
        return runs.values().stream()
                .filter(run -> run.plan().dataset().version().equals(dataset)
                        && !run.progress().state().ended())
                .map(Run::id)
                .toList();
    }

    @Override
    public Map<String, Long> countByState() {
        return Map.of();
    }

    @Override
    public Optional<Run> requestCancel(RunId id) {
        Optional<Run> run = find(id);
        run.filter(each -> !each.progress().state().ended()).ifPresent(each -> {
            cancelRequests.add(id);
            if (each.progress().state() == RunState.QUEUED) {
                become(id, RunState.CANCELLED, null);
            }
        });
        return find(id);
    }

    @Override
    public boolean cancelRequested(RunId id) {
        return cancelRequests.contains(id);
    }

    @Override
    public Optional<Run> begin(Lease lease, Map<String, Object> environment) {
        Run run = held(lease);
        if (run.progress().state().ended()) {
            return Optional.empty();
        }
        become(run.id(), RunState.RUNNING, null);
        return find(run.id());
    }

    @Override
    public void resume(Lease lease, Attempt.From from) {
        held(lease);
        attempts.add(new Attempt(attempts.size() + 1, Instant.EPOCH, from));
        history.add("from %d+%d".formatted(from.epochs(), from.batches()));
    }

    @Override
    public List<Attempt> attempts(RunId id) {
        return attempts;
    }

    @Override
    public void checkpoint(Lease lease, RunCheckpoint next) {
        held(lease);
        checkpoint = next;
    }

    @Override
    public Optional<RunCheckpoint> checkpoint(RunId id) {
        return Optional.ofNullable(checkpoint);
    }

    @Override
    public void enter(Lease lease, Stage stage) {
        held(lease);
        history.add(stage.slug());
    }

    @Override
    public void gathered(Lease lease, int fromEvents, int fromManifest) {
        held(lease);
        history.add("gathered %d+%d".formatted(fromEvents, fromManifest));
    }

    @Override
    public void epochFinished(Lease lease, Epoch epoch) {
        held(lease);
        history.add("epoch " + epoch.number());
    }

    @Override
    public boolean finish(Lease lease, RunResult result, Model model) {
        Run run = held(lease);
        boolean cancelled = cancelRequests.contains(run.id());
        become(run.id(), cancelled ? RunState.CANCELLED : RunState.FINISHED, null);
        if (!cancelled) {
            models.add(model);
        }
        return !cancelled;
    }

    @Override
    public void fail(Lease lease, RunError error) {
        become(held(lease).id(), RunState.FAILED, error);
    }

    @Override
    public void cancelled(Lease lease) {
        become(held(lease).id(), RunState.CANCELLED, null);
    }

    @Override
    public void requeue(Lease lease) {
        become(held(lease).id(), RunState.QUEUED, null);
    }

    private Run held(Lease lease) {
        if (revoked) {
            throw new StaleLeaseException(lease);
        }
        return find(new RunId(lease.jobId())).orElseThrow();
    }

    private void become(RunId id, RunState state, @Nullable RunError error) {
        Run run = find(id).orElseThrow();
        RunProgress progress = new RunProgress(state, null, Map.of(), 0, 0, error, Instant.EPOCH, null, null);
        runs.put(id, new Run(id, run.plan(), progress, List.of(), null));
        history.add(state.slug());
    }
}
