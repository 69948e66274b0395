package io.cancernet.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.StaleLeaseException;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.training.dataset.FrozenDataset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunCheckpointsTest {

    private static final RunId RUN = new RunId("run-1");
    private static final Map<String, Object> HERE = Map.of("engine", "PyTorch 2", "cores", 2);

    private final InMemoryRunLedger ledger = new InMemoryRunLedger();
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void queueRun() {
        FrozenDataset dataset = new FrozenDataset(
                DatasetVersion.parse("d/1"), new ObjectRef("m", Sha256.of(new byte[0])), new MicronsPerPixel(4), false);
        ledger.submit(RUN, new RunPlan(dataset, "cancernet", Map.of(), 42, 3, "test", 0));
    }

    @Test
    void whatWasSaved_isFoundByTheNextAttempt() {
        checkpoints(1, HERE).save(saved(2, 7, 1));

        RunCheckpoints next = checkpoints(2, Map.of("cores", 2L, "engine", "PyTorch 2"));

        assertThat(next.load()).hasValueSatisfying(found -> {
            assertThat(found.epochs()).isEqualTo(2);
            assertThat(found.batches()).isEqualTo(7);
            assertThat(found.state()).containsExactly(2, 7);
            assertThat(found.bestEpoch()).isEqualTo(1);
            assertThat(found.best()).containsExactly(1);
        });
        assertThat(next.sameEnvironment()).isTrue();
        RunCheckpoints elsewhere = checkpoints(2, Map.of("engine", "PyTorch 3", "cores", 2));
        elsewhere.load();
        assertThat(elsewhere.sameEnvironment()).isFalse();
    }

    @Test
    void lastAndBest_areKeptAndNoOthers() {
        RunCheckpoints checkpoints = checkpoints(1, HERE);

        checkpoints.save(saved(1, 0, 1));
        checkpoints.save(saved(2, 0, 2));
        checkpoints.save(saved(3, 0, 2));

        assertThat(store.list("runs/"))
                .containsExactlyInAnyOrder(
                        ObjectKeys.checkpoint(RUN, "best-1-2"), ObjectKeys.checkpoint(RUN, "last-1-3-0"));
        assertThat(checkpoints(2, HERE).load().orElseThrow().best()).containsExactly(2);
    }

    @Test
    void workerThatLostItsLease_changesNothing() {
        RunCheckpoints former = checkpoints(1, HERE);
        former.save(saved(1, 0, 1));
        ledger.revokeLeases();

        assertThatThrownBy(() -> former.save(saved(2, 0, 2))).isInstanceOf(StaleLeaseException.class);

        assertThat(checkpoints(2, HERE).load().orElseThrow().epochs()).isEqualTo(1);
    }

    @Test
    void damagedOrMissingCheckpoint_meansAFreshStart() {
        checkpoints(1, HERE).save(saved(1, 0, 1));
        store.put(ObjectKeys.checkpoint(RUN, "last-1-1-0"), new byte[] {9}, "application/octet-stream");
        assertThat(checkpoints(2, HERE).load()).isEmpty();

        store.delete(ObjectKeys.checkpoint(RUN, "last-1-1-0"));
        RunCheckpoints third = checkpoints(3, HERE);
        assertThat(third.load()).isEmpty();
        assertThat(third.sameEnvironment()).isFalse();

        third.save(saved(1, 0, 1));
        assertThat(checkpoints(4, HERE).load()).isPresent();
    }

    @Test
    void savingIsDue_whenTheIntervalHasPassed() {
        RunCheckpoints checkpoints = checkpoints(1, HERE);
        assertThat(checkpoints.due()).isFalse();
        now = now.plusSeconds(59);
        assertThat(checkpoints.due()).isFalse();
        now = now.plusSeconds(1);
        assertThat(checkpoints.due()).isTrue();

        checkpoints.save(saved(0, 5, 0));

        assertThat(checkpoints.due()).isFalse();
        assertThat(checkpoints(2, HERE).load().orElseThrow().best()).isEmpty();
    }

    private static Learner.Saved saved(int epochs, int batches, int bestEpoch) {
        byte[] best = bestEpoch == 0 ? new byte[0] : new byte[] {(byte) bestEpoch};
        return new Learner.Saved(epochs, batches, new byte[] {(byte) epochs, (byte) batches}, bestEpoch, best);
    }

    private RunCheckpoints checkpoints(long token, Map<String, Object> environment) {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        StoreWaits waits = new StoreWaits(clock, Duration.ZERO, () -> {});
        Lease lease = new Lease(RunLedger.JOB, RUN.value(), token, 1);
        return new RunCheckpoints(store, ledger, lease, waits, clock, Duration.ofSeconds(60), environment);
    }
}
