package io.cancernet.training.run.postgres;

import io.cancernet.training.run.Attempt;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code run_attempt}. */
@Entity
@Table(name = "run_attempt")
class AttemptEntity {

    @EmbeddedId
    Key key;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "from_epochs")
    @Nullable Integer fromEpochs;

    @Column(name = "from_batches")
    @Nullable Integer fromBatches;

    @Nullable Boolean exact;

    /** A run and the token of the lease under which it was attempted. */
    @Embeddable
    record Key(@Column(name = "run_id") String runId, long token) {}

    static AttemptEntity begun(Key key, Instant at) {
        AttemptEntity row = new AttemptEntity();
        row.key = key;
        row.startedAt = at;
        return row;
    }

    void learns(Attempt.From from) {
        fromEpochs = from.epochs();
        fromBatches = from.batches();
        exact = from.exact();
    }

    Attempt toDomain(int number) {
        Attempt.From from = fromEpochs == null || fromBatches == null || exact == null
                ? null
                : new Attempt.From(fromEpochs, fromBatches, exact);
        return new Attempt(number, startedAt, from);
    }
}
