package io.cancernet.training.run.postgres;

import io.cancernet.common.id.RunId;
import io.cancernet.common.job.Lease;
import io.cancernet.training.run.Attempt;
import io.cancernet.training.run.RunCheckpoint;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads and writes the tables {@code run_attempt} and {@code run_checkpoint} within the caller's transaction. */
@ApplicationScoped
class AttemptTable {

    private final Attempts attempts;
    private final Checkpoints checkpoints;

    AttemptTable(Attempts attempts, Checkpoints checkpoints) {
        this.attempts = attempts;
        this.checkpoints = checkpoints;
    }

    /** An attempt begins; it may be told twice, since the answer to a commit can be lost with the connection. */
    void begin(Lease lease, Instant at) {
        if (attempts.findById(key(lease)) == null) {
            attempts.persist(AttemptEntity.begun(key(lease), at));
        }
    }

    void learns(Lease lease, Attempt.From from) {
        attempts.findById(key(lease)).learns(from);
    }

    List<Attempt> of(RunId run) {
        List<AttemptEntity> rows = attempts.list("key.runId = ?1 order by key.token", run.value());
        return IntStream.range(0, rows.size())
                .mapToObj(i -> rows.get(i).toDomain(i + 1))
                .toList();
    }

    void put(RunId run, RunCheckpoint checkpoint, Instant now) {
        CheckpointEntity row = checkpoints.findById(run.value());
        boolean first = row == null;
        if (row == null) {
            row = new CheckpointEntity();
            row.runId = run.value();
        }
        row.become(checkpoint, now);
        if (first) {
            checkpoints.persist(row);
        }
    }

    Optional<RunCheckpoint> checkpoint(RunId run) {
        return checkpoints.findByIdOptional(run.value()).map(CheckpointEntity::toDomain);
    }

    private static AttemptEntity.Key key(Lease lease) {
        return new AttemptEntity.Key(lease.jobId(), lease.token());
    }

    /** Panache's view of the table {@code run_attempt}. */
    @ApplicationScoped
    static class Attempts implements PanacheRepositoryBase<AttemptEntity, AttemptEntity.Key> {}

    /** Panache's view of the table {@code run_checkpoint}. */
    @ApplicationScoped
    static class Checkpoints implements PanacheRepositoryBase<CheckpointEntity, String> {}
}
