package io.cancernet.training.run.postgres;

import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.run.RunCheckpoint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code run_checkpoint}. */
@Entity
@Table(name = "run_checkpoint")
class CheckpointEntity {

    @Id
    @Column(name = "run_id")
    String runId;

    int epochs;

    int batches;

    @Column(name = "state_key")
    String stateKey;

    @Column(name = "state_sha256")
    String stateSha256;

    @Column(name = "best_epoch")
    int bestEpoch;

    @Column(name = "best_key")
    @Nullable String bestKey;

    @Column(name = "best_sha256")
    @Nullable String bestSha256;

    @ColumnTransformer(write = "?::jsonb")
    String environment;

    @Column(name = "saved_at")
    Instant savedAt;

    void become(RunCheckpoint checkpoint, Instant now) {
        ObjectRef best = checkpoint.best();
        epochs = checkpoint.epochs();
        batches = checkpoint.batches();
        stateKey = checkpoint.state().key();
        stateSha256 = checkpoint.state().sha256().value();
        bestEpoch = checkpoint.bestEpoch();
        bestKey = best == null ? null : best.key();
        bestSha256 = best == null ? null : best.sha256().value();
        environment = JsonColumn.write(checkpoint.environment());
        savedAt = now;
    }

    RunCheckpoint toDomain() {
        return new RunCheckpoint(
                epochs,
                batches,
                new ObjectRef(stateKey, new Sha256(stateSha256)),
                bestEpoch,
                bestKey == null || bestSha256 == null ? null : new ObjectRef(bestKey, new Sha256(bestSha256)),
                JsonColumn.readMap(environment));
    }
}
