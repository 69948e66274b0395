package io.cancernet.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.cancernet.common.event.RunState;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.job.StaleLeaseException;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.testing.TinyDataset;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The ledger in Postgres between workers that die, stop and cancel. */
@QuarkusTest
@TestProfile(RunLedgerIT.WorkerAsleep.class)
@QuarkusTestResource(EmbeddedStackResource.class)
class RunLedgerIT {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Epoch EPOCH = new Epoch(1, .5, .5, .5, .5, null, 1, 100, 0, 1);

    @Inject
    RunLedger ledger;

    @Inject
    LeasedJobs jobs;

    @ConfigProperty(name = "quarkus.application.version")
    String version;

    /** The service's own worker looks once at an empty queue and leaves the runs to the test. */
    public static class WorkerAsleep implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cancernet.training.worker", "false");
        }
    }

    @Test
    void runOfADeadWorker_goesOnUnderTheNextAndRefusesTheFormer() {
        RunId id = submit("takeover");
        Lease dead = take(Duration.ZERO);
        ledger.begin(dead, Map.of("worker", "first"));
        ledger.resume(dead, Attempt.From.START);
        ledger.epochFinished(dead, EPOCH);
        RunCheckpoint first = checkpoint("first", 1, null);
        ledger.checkpoint(dead, first);
        assertThat(ledger.find(id).orElseThrow().epochs()).containsExactly(EPOCH);

        Lease next = take(LONG);
        Run taken = ledger.begin(next, Map.of("worker", "second")).orElseThrow();
        assertThat(ledger.checkpoint(id)).contains(first);
        ledger.resume(next, new Attempt.From(0, 3, false));

        assertThat(next.jobId()).isEqualTo(id.value());
        assertThat(taken.epochs()).containsExactly(EPOCH);
        assertThat(ledger.find(id).orElseThrow().epochs())
                .as("what came after the checkpoint is done again")
                .isEmpty();
        assertThat(ledger.attempts(id))
                .extracting(Attempt::number, Attempt::from)
                .containsExactly(tuple(1, Attempt.From.START), tuple(2, new Attempt.From(0, 3, false)));
        assertThatThrownBy(() -> ledger.checkpoint(dead, first)).isInstanceOf(StaleLeaseException.class);
        RunCheckpoint second = checkpoint("second", 2, first.state());
        ledger.checkpoint(next, second);
        assertThat(ledger.checkpoint(id)).contains(second);
        assertThatThrownBy(() -> ledger.epochFinished(dead, EPOCH)).isInstanceOf(StaleLeaseException.class);
        assertThatThrownBy(() -> ledger.fail(dead, new RunError("run-failed", "late")))
                .isInstanceOf(StaleLeaseException.class);
        ledger.epochFinished(next, EPOCH);
        // Told again, as after a commit whose answer was lost.
        ledger.epochFinished(next, EPOCH);
        Run run = ledger.find(id).orElseThrow();
        assertThat(run.epochs()).containsExactly(EPOCH);
        assertThat(run.progress().state()).isEqualTo(RunState.RUNNING);
        assertThat(run.progress().environment()).containsEntry("worker", "second");
        ledger.cancelled(next);
    }

    @Test
    void runPutBack_waitsForTheNextWorker() {
        RunId id = submit("requeue");
        Lease lease = take(LONG);
        ledger.begin(lease, Map.of());

        ledger.requeue(lease);
        jobs.putOff(lease, Duration.ZERO, "stopped");

        assertThat(ledger.find(id).orElseThrow().progress().state()).isEqualTo(RunState.QUEUED);
        Lease next = take(LONG);
        assertThat(next.jobId()).isEqualTo(id.value());
        ledger.cancelled(next);
        assertThat(jobs.take(RunLedger.JOB, "test", LONG)).isEmpty();
    }

    @Test
    void queuedRunThatWasCancelled_isDroppedByTheWorkerThatTakesIt() {
        RunId id = submit("dropped");
        ledger.requestCancel(id);

        Lease lease = take(LONG);

        assertThat(ledger.begin(lease, Map.of())).isEmpty();
        assertThat(jobs.take(RunLedger.JOB, "test", LONG)).isEmpty();
        assertThat(ledger.find(id).orElseThrow().progress().state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void submittingTwice_queuesOnce() {
        RunId id = submit("twice");
        submit("twice");

        Lease lease = take(LONG);
        assertThat(lease.jobId()).isEqualTo(id.value());
        assertThat(jobs.take(RunLedger.JOB, "test", LONG)).isEmpty();
        ledger.begin(lease, Map.of());
        ledger.fail(lease, new RunError("run-failed", "as told"));
        assertThat(ledger.find(id).orElseThrow().progress().state()).isEqualTo(RunState.FAILED);
        assertThat(ledger.countByState()).containsKey("failed");
    }

    private static RunCheckpoint checkpoint(String name, int bestEpoch, @Nullable ObjectRef best) {
        return new RunCheckpoint(
                1, 0, new ObjectRef(name, Sha256.of(new byte[] {1})), bestEpoch, best, Map.of("worker", name));
    }

    private RunId submit(String name) {
        TinyDataset dataset = TinyDataset.usual(name);
        FrozenDataset frozen =
                new FrozenDataset(dataset.version(), dataset.frozen().manifest(), TinyDataset.MPP, false);
        RunId id = new RunId("ledger-" + name);
        return ledger.submit(id, new RunPlan(frozen, "cancernet", Map.of("epochs", 2), 42, 2, version, 0))
                .id();
    }

    private Lease take(Duration length) {
        return jobs.take(RunLedger.JOB, "test", length).orElseThrow();
    }
}
