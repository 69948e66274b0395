package io.cancernet.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.image.Resize;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.StaleLeaseException;
import io.cancernet.common.metrics.Lookups;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.ModelOrigin;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.dataset.InMemoryFrozenDatasets;
import io.cancernet.training.dataset.Manifest;
import io.cancernet.training.dataset.ManifestReader;
import io.cancernet.training.model.Model;
import io.cancernet.training.model.ModelStore;
import io.cancernet.training.patch.GatherPatches;
import io.cancernet.training.patch.InMemoryPatchRepository;
import io.cancernet.training.run.Learner.Learned;
import io.cancernet.training.run.Learner.Observer;
import io.cancernet.training.testing.FaultyStore;
import io.cancernet.training.testing.TinyColours;
import io.cancernet.training.testing.TinyDataset;
import io.cancernet.training.testing.TinyModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainingJobTest {

    private static final RunId RUN = new RunId("20260101-000000-abcdef");
    private static final Lease LEASE = new Lease(RunLedger.JOB, RUN.value(), 1, 1);
    private static final String WEIGHTS = ObjectKeys.modelWeights("cancernet", RUN.value());
    private static final byte[] WEIGHTS_FILE = TinyModel.weights(1);
    private static final SplitMetrics.Decisions NONE = new SplitMetrics.Decisions(
            .5, null, null, null, null, null, null, null, null, null, new SplitMetrics.Confusion(0, 0, 0, 0));
    private static final SplitMetrics UNDEFINED = new SplitMetrics(null, null, null, null, NONE, NONE);

    private final InMemoryRunLedger ledger = new InMemoryRunLedger();
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private ObjectStore files = store;
    private final InMemoryFrozenDatasets datasets = new InMemoryFrozenDatasets();
    private final InMemoryPatchRepository patches = new InMemoryPatchRepository();
    private final AtomicBoolean serviceRuns = new AtomicBoolean(true);
    private final TinyDataset dataset = TinyDataset.usual("job");
    private final FakeReporter reporter = new FakeReporter();
    private Script script = (observer, stop) -> finished(observer);

    /** What learning does in a test. */
    @FunctionalInterface
    private interface Script {
        Optional<Learned> learn(Observer observer, BooleanSupplier stop);
    }

    @BeforeEach
    void queueRun() {
        dataset.storeIn(store);
        patches.addFromEvents(dataset.extracted().subList(1, dataset.lines().size()));
        FrozenDataset frozen =
                new FrozenDataset(dataset.version(), dataset.frozen().manifest(), TinyDataset.MPP, false);
        ledger.submit(RUN, new RunPlan(frozen, "cancernet", Map.of(), 42, 1, "test", 0));
    }

    @Test
    void run_goesThroughItsStagesAndLeavesAModel() {
        job().run(LEASE, serviceRuns::get);

        assertThat(ledger.history)
                .containsExactly(
                        "running",
                        "waiting-for-patches",
                        "gathered 135+1",
                        "training",
                        "epoch 1",
                        "storing",
                        "finished");
        Model model = ledger.models.get(0);
        assertThat(Sha256.of(store.get(model.weights().key())))
                .isEqualTo(model.weights().sha256());
        ModelSpec spec = ModelSpec.fromJson(store.get(model.spec().key()));
        assertThat(spec.weightsSha256()).isEqualTo(model.weights().sha256());
        assertThat(spec.datasetManifestSha256())
                .isEqualTo(dataset.frozen().manifest().sha256());
        assertThat(Objects.requireNonNull(spec.origin()).data())
                .containsEntry("train", new ModelOrigin.SplitCounts(3, 96, 36))
                .containsEntry("test", new ModelOrigin.SplitCounts(1, 20, 8));
        assertThat(spec.thresholdChoice()).contains("on validation");
        assertThat(spec.files())
                .containsOnlyKeys(ModelSpec.WEIGHTS, ModelSpec.ONNX, ModelSpec.CARD)
                .allSatisfy((name, sha256) -> assertThat(
                                Sha256.of(store.get(ObjectKeys.model("cancernet", RUN.value()) + name)))
                        .isEqualTo(sha256));
    }

    @Test
    void storeThatKeepsOtherBytes_leavesNoModel() {
        files = new FaultyStore(store, ModelSpec.CARD);

        job().run(LEASE, serviceRuns::get);

        assertThat(error().code()).isEqualTo("hash-mismatch");
        assertThat(error().detail()).contains(ModelSpec.CARD);
        assertThat(store.list("models/")).isEmpty();
        assertThat(ledger.models).isEmpty();
    }

    @Test
    void refusedManifest_failsTheRunWithItsReason() {
        store.put(ObjectKeys.manifest(dataset.version()), new byte[] {1}, "application/gzip");

        job().run(LEASE, serviceRuns::get);

        assertThat(error().code()).isEqualTo("manifest-invalid");
        assertThat(error().detail()).contains("sha256");
        assertThat(store.list("models/")).isEmpty();
    }

    @Test
    void datasetThatWasErasedFrom_cancelsTheRun() {
        datasets.erase(dataset.version(), dataset.lines().get(0).slideId(), Instant.EPOCH);

        job().run(LEASE, serviceRuns::get);

        assertThat(state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void patchesErasedWhileTheyAreGathered_areNotKept() {
        SlideId slide = dataset.lines().get(0).slideId();
        patches.onFind(() -> {
            if (datasets.erasedFrom(dataset.version()).isEmpty()) {
                datasets.erase(dataset.version(), slide, Instant.EPOCH);
            }
        });

        job().run(LEASE, serviceRuns::get);

        assertThat(state()).isEqualTo(RunState.CANCELLED);
        assertThat(patches.find(List.of(dataset.lines().get(0).patchId()))).isEmpty();
    }

    @Test
    void unexpectedFailure_failsTheRunWithoutItsInnards() {
        script = (observer, stop) -> {
            throw new IllegalStateException("password=secret");
        };

        job().run(LEASE, serviceRuns::get);

        assertThat(error().code()).isEqualTo("run-failed");
        assertThat(error().detail()).doesNotContain("secret").contains("log");
    }

    @Test
    void divergedRun_saysWhatIsKept() {
        script = (observer, stop) -> {
            observer.begins(0, 0, true);
            observer.save(new Learner.Saved(3, 0, new byte[] {1}, 2, new byte[] {2}));
            throw new DomainException(ErrorCode.LOSS_NOT_FINITE, "the loss became NaN");
        };

        job().run(LEASE, serviceRuns::get);

        assertThat(error().code()).isEqualTo("loss-not-finite");
        assertThat(error().detail()).contains("the loss became NaN").contains("after epoch 3");
        assertThat(store.list("runs/")).hasSize(2);
    }

    @Test
    void secondAttempt_goesOnWhereTheFirstWas() {
        script = (observer, stop) -> {
            assertThat(observer.saved()).isEmpty();
            observer.begins(0, 0, true);
            observer.save(new Learner.Saved(1, 4, new byte[] {1}, 1, new byte[] {2}));
            serviceRuns.set(false);
            return Optional.empty();
        };
        assertThatThrownBy(() -> job().run(LEASE, serviceRuns::get)).isInstanceOf(Outage.class);

        script = (observer, stop) -> {
            Learner.Saved saved = observer.saved().orElseThrow();
            observer.begins(saved.epochs(), saved.batches(), true);
            return finished(observer);
        };
        serviceRuns.set(true);
        job().run(new Lease(RunLedger.JOB, RUN.value(), 2, 1), serviceRuns::get);

        assertThat(ledger.history).contains("from 0+0", "from 1+4");
        assertThat(ledger.attempts(RUN).get(1).from()).isEqualTo(new Attempt.From(1, 4, true));
        assertThat(state()).isEqualTo(RunState.FINISHED);
    }

    @Test
    void missingLibrary_failsTheRunAndNotTheWorker() {
        script = (observer, stop) -> {
            throw new UnsatisfiedLinkError("libtorch");
        };

        job().run(LEASE, serviceRuns::get);

        assertThat(state()).isEqualTo(RunState.FAILED);
    }

    @Test
    void storeThatIsAway_givesTheRunBackToItsWorker() {
        script = (observer, stop) -> {
            throw new Outage("away", new IOException());
        };

        assertThatThrownBy(() -> job().run(LEASE, serviceRuns::get)).isInstanceOf(Outage.class);
        assertThat(state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void cancelledRun_endsWithinABatchAndLeavesNoModel() {
        script = (observer, stop) -> {
            ledger.requestCancel(RUN);
            while (!stop.getAsBoolean()) {
                Thread.onSpinWait();
            }
            return Optional.empty();
        };

        job().run(LEASE, serviceRuns::get);

        assertThat(state()).isEqualTo(RunState.CANCELLED);
        assertThat(store.list("models/")).isEmpty();
    }

    @Test
    void runCancelledWhileItsModelIsStored_leavesNoModel() {
        script = (observer, stop) -> {
            Optional<Learned> learned = finished(observer);
            ledger.requestCancel(RUN);
            return learned;
        };

        job().run(LEASE, serviceRuns::get);

        assertThat(state()).isEqualTo(RunState.CANCELLED);
        assertThat(store.exists(WEIGHTS)).isFalse();
        assertThat(ledger.models).isEmpty();
    }

    @Test
    void stoppingService_putsTheRunBackIntoTheQueue() {
        script = (observer, stop) -> {
            serviceRuns.set(false);
            Thread.currentThread().interrupt();
            return stop.getAsBoolean() ? Optional.empty() : finished(observer);
        };

        assertThatThrownBy(() -> job().run(LEASE, serviceRuns::get)).isInstanceOf(Outage.class);

        assertThat(state()).isEqualTo(RunState.QUEUED);
        assertThat(Thread.interrupted())
                .as("asked of Postgres under an interrupt")
                .isFalse();
    }

    @Test
    void takenOverRun_isLeftAloneByItsFormerWorker() {
        script = (observer, stop) -> {
            ledger.revokeLeases();
            store.put(WEIGHTS, new byte[] {7}, "application/octet-stream");
            return finished(observer);
        };

        assertThatThrownBy(() -> job().run(LEASE, serviceRuns::get)).isInstanceOf(StaleLeaseException.class);

        assertThat(store.get(WEIGHTS)).as("the new worker's model").containsExactly(7);
        assertThat(state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void reportThatCannotBeStored_keepsTheRunFromBeingFinished() {
        reporter.failure = new IllegalStateException("disk full");

        job().run(LEASE, serviceRuns::get);

        assertThat(error().code()).isEqualTo("run-failed");
        assertThat(ledger.models).isEmpty();
        assertThat(store.exists(WEIGHTS)).isFalse();
        assertThat(reporter.removed).containsExactly(RUN);
    }

    @Test
    void storeThatIsAwayForTheReport_givesTheRunBackToItsWorker() {
        reporter.failure = new Outage("away", new IOException());

        assertThatThrownBy(() -> job().run(LEASE, serviceRuns::get)).isInstanceOf(Outage.class);

        assertThat(state()).isEqualTo(RunState.RUNNING);
        assertThat(ledger.models).isEmpty();
    }

    @Test
    void storeThatIsAwayForTheModel_givesTheRunBackToItsWorker() {
        InMemoryObjectStore away = new InMemoryObjectStore();
        away.setAway(true);
        files = away;

        assertThatThrownBy(() -> job().run(LEASE, serviceRuns::get)).isInstanceOf(Outage.class);

        assertThat(state()).as("not finished").isEqualTo(RunState.RUNNING);
        assertThat(ledger.models).isEmpty();
    }

    @Test
    void machineThatCannotDrawReports_failsBeforeTheWork() {
        reporter.unready = new DomainException(ErrorCode.RUN_FAILED, "no fonts");

        job().run(LEASE, serviceRuns::get);

        assertThat(error().detail()).isEqualTo("no fonts");
        assertThat(ledger.history).containsExactly("running", "failed");
    }

    @Test
    void endedRun_isNotStartedAgain() {
        ledger.requestCancel(RUN);

        job().run(LEASE, serviceRuns::get);

        assertThat(ledger.history).containsExactly("cancelled");
    }

    /** Reports nothing, or fails. */
    private static final class FakeReporter implements RunReporter {

        private final List<RunId> removed = new ArrayList<>();
        private @Nullable RuntimeException failure;
        private @Nullable RuntimeException unready;

        @Override
        public void requireReady() {
            if (unready != null) {
                throw unready;
            }
        }

        @Override
        public void report(Run run, RunResult result, Learned learned, Manifest manifest) {
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void remove(RunId run) {
            removed.add(run);
        }
    }

    private TrainingJob job() {
        Clock clock = Clock.systemUTC();
        RunSteps steps = new RunSteps(
                ledger,
                datasets,
                new ManifestReader(store),
                patches,
                new GatherPatches(patches, clock),
                (plan, manifest, gathered, observer, stop) -> script.learn(observer, stop),
                new ModelStore(files),
                store,
                reporter,
                new RunFigures(ledger, new SimpleMeterRegistry(), new Lookups(Duration.ofHours(1))),
                FixedRunConfig.IMPATIENT,
                clock);
        return new TrainingJob(ledger, steps, settings -> Map.of(), FixedRunConfig.IMPATIENT, clock);
    }

    private Optional<Learned> finished(Observer observer) {
        observer.entered(Stage.TRAINING);
        observer.epochFinished(new Epoch(1, .5, .5, .5, .5, null, 1, 100, 0, 1));
        return Optional.of(new Learned(
                WEIGHTS_FILE,
                NetworkSpec.of("cancernet"),
                new InputSpec(48, 48, TinyDataset.MPP, 1.0 / 255, Resize.NEAREST, null),
                Calibration.IDENTITY,
                .5,
                new RunMetrics(UNDEFINED, UNDEFINED),
                1,
                List.of(),
                TinyColours.STATISTICS));
    }

    private RunState state() {
        return ledger.find(RUN).orElseThrow().progress().state();
    }

    private RunError error() {
        assertThat(state()).isEqualTo(RunState.FAILED);
        RunError error = ledger.find(RUN).orElseThrow().progress().error();
        assertThat(error).isNotNull();
        return Objects.requireNonNull(error);
    }
}
