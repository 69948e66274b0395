package io.cancernet.training.run;

import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.job.Lease;
import io.cancernet.common.json.Json;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one attempt at a run: the last and the best in the object store, which of them count in the
 * ledger. Each has a key of its own and the ledger changes over in one guarded step, so that neither a kill nor a worker
 * that lost its lease leaves half a checkpoint.
 */
final class RunCheckpoints {

    private static final Logger LOG = Logger.getLogger(RunCheckpoints.class);

    private final ObjectStore store;
    private final RunLedger ledger;
    private final Lease lease;
    private final StoreWaits waits;
    private final Clock clock;
    private final Duration interval;
    private final Map<String, Object> environment;
    private @Nullable RunCheckpoint standing;
    private @Nullable Instant savedAt;

    RunCheckpoints(
            ObjectStore store,
            RunLedger ledger,
            Lease lease,
            StoreWaits waits,
            Clock clock,
            Duration interval,
            Map<String, Object> environment) {
        this.store = store;
        this.ledger = ledger;
        this.lease = lease;
        this.waits = waits;
        this.clock = clock;
        this.interval = interval;
        this.environment = environment;
    }

    /** What was saved last; empty where there is nothing, or it cannot be used any more. */
    Optional<Learner.Saved> load() {
        Optional<RunCheckpoint> found = waits.until(() -> ledger.checkpoint(run()));
        standing = found.orElse(null);
        return found.flatMap(checkpoint -> waits.until(() -> read(checkpoint)));
    }

    /** Whether a run that goes on from what was loaded ends as an undisturbed one. */
    boolean sameEnvironment() {
        return standing != null && json(standing.environment()).equals(json(environment));
    }

    /** Whether the time between two checkpoints has passed. The first interval begins with the first question. */
    boolean due() {
        Instant now = clock.instant();
        if (savedAt == null) {
            savedAt = now;
        }
        return !now.isBefore(savedAt.plus(interval));
    }

    void save(Learner.Saved saved) {
        waits.untilDone(() -> put(saved));
        savedAt = clock.instant();
    }

    private void put(Learner.Saved saved) {
        RunCheckpoint before = standing;
        ObjectRef best = before == null ? null : before.best();
        if (saved.bestEpoch() > 0 && (before == null || before.bestEpoch() != saved.bestEpoch())) {
            best = put("best-%d-%d".formatted(lease.token(), saved.bestEpoch()), saved.best());
        }
        ObjectRef state = put("last-%d-%d-%d".formatted(lease.token(), saved.epochs(), saved.batches()), saved.state());
        RunCheckpoint next =
                new RunCheckpoint(saved.epochs(), saved.batches(), state, saved.bestEpoch(), best, environment);
        ledger.checkpoint(lease, next);
        standing = next;
        removeAllBut(next);
    }

    private ObjectRef put(String name, byte[] bytes) {
        String key = ObjectKeys.checkpoint(run(), name);
        store.put(key, bytes, "application/octet-stream");
        return new ObjectRef(key, Sha256.of(bytes));
    }

    private void removeAllBut(RunCheckpoint kept) {
        for (String key : store.list(ObjectKeys.checkpoints(run()))) {
            boolean last = key.equals(kept.state().key());
            boolean best = kept.best() != null && key.equals(kept.best().key());
            if (!last && !best) {
                store.delete(key);
            }
        }
    }

    private Optional<Learner.Saved> read(RunCheckpoint checkpoint) {
        try {
            ObjectRef best = checkpoint.best();
            byte[] weights = best == null ? new byte[0] : read(best);
            return Optional.of(new Learner.Saved(
                    checkpoint.epochs(),
                    checkpoint.batches(),
                    read(checkpoint.state()),
                    checkpoint.bestEpoch(),
                    weights));
        } catch (ObjectNotFoundException | UnusableException e) {
            LOG.warnf("run %s starts again from its first epoch: its checkpoint %s", run(), e.getMessage());
            standing = null;
            return Optional.empty();
        }
    }

    private byte[] read(ObjectRef ref) {
        byte[] bytes = store.get(ref.key());
        if (!Sha256.of(bytes).equals(ref.sha256())) {
            throw new UnusableException("is not what was saved: " + ref.key());
        }
        return bytes;
    }

    /** As it was stored and read: numbers of another type are equal there. */
    private static String json(Map<String, Object> environment) {
        return Json.text(new TreeMap<>(environment));
    }

    private RunId run() {
        return new RunId(lease.jobId());
    }

    private static final class UnusableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }
}
