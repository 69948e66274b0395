package io.cancernet.training.run;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.job.Lease;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.training.dataset.FrozenDataset;
import io.cancernet.training.dataset.FrozenDatasetRepository;
import io.cancernet.training.dataset.Manifest;
import io.cancernet.training.dataset.ManifestReader;
import io.cancernet.training.model.Model;
import io.cancernet.training.model.ModelStore;
import io.cancernet.training.patch.GatherPatches;
import io.cancernet.training.patch.GatheredPatches;
import io.cancernet.training.patch.PatchRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.SortedMap;
import org.jboss.logging.Logger;

/** The steps of a run, from the manifest to the stored model. */
@ApplicationScoped
class RunSteps {

    private static final Logger LOG = Logger.getLogger(RunSteps.class);

    private final RunLedger ledger;
    private final FrozenDatasetRepository datasets;
    private final ManifestReader manifests;
    private final PatchRepository patches;
    private final GatherPatches gathering;
    private final Learner learner;
    private final ModelStore models;
    private final ObjectStore store;
    private final RunReporter reports;
    private final RunFigures figures;
    private final RunConfig config;
    private final Clock clock;

    RunSteps(
            RunLedger ledger,
            FrozenDatasetRepository datasets,
            ManifestReader manifests,
            PatchRepository patches,
            GatherPatches gathering,
            Learner learner,
            ModelStore models,
            ObjectStore store,
            RunReporter reports,
            RunFigures figures,
            RunConfig config,
            Clock clock) {
        this.ledger = ledger;
        this.datasets = datasets;
        this.manifests = manifests;
        this.patches = patches;
        this.gathering = gathering;
        this.learner = learner;
        this.models = models;
        this.store = store;
        this.reports = reports;
        this.figures = figures;
        this.config = config;
        this.clock = clock;
    }

    /** Works a run off to its end on record. @throws RunStopped when it was cancelled or the service stops */
    void work(Lease lease, Run run, StopSign stop, StoreWaits waits) {
        FrozenDataset dataset = run.plan().dataset();
        reports.requireReady();
        ledger.enter(lease, Stage.WAITING_FOR_PATCHES);
        waits.untilDone(() -> datasets.requireWhole(dataset.version()));
        Manifest manifest = waits.until(() -> manifests.read(dataset));
        GatheredPatches gathered =
                waits.until(() -> gathering.gather(manifest.lines(), config.patchWait(), stop::requireGoing));
        // Once more: what was erased meanwhile may have been filled in from the manifest.
        waits.untilDone(() -> requireWhole(dataset));
        waits.untilDone(() -> ledger.gathered(lease, gathered.fromEvents(), gathered.fromManifest()));
        LOG.infof(
                "%d patches of %s, %d of them without an event",
                manifest.lines().size(), dataset.version(), gathered.fromManifest());
        stop.requireGoing();
        RunCheckpoints checkpoints = new RunCheckpoints(
                store,
                ledger,
                lease,
                waits,
                clock,
                config.checkpointInterval(),
                run.progress().environment());
        Learner.Observer observer = new RunObserver(lease, ledger, figures, checkpoints, waits);
        Learner.Learned learned = learner.learn(run.plan(), manifest, gathered, observer, stop::mustStop)
                .orElseThrow(() -> new RunStopped(stop.cancelled()));
        stop.requireGoing();
        waits.untilDone(() -> ledger.enter(lease, Stage.STORING));
        finish(lease, run, learned, manifest, waits);
    }

    private void requireWhole(FrozenDataset dataset) {
        patches.removeSlides(datasets.erasedFrom(dataset.version()));
        datasets.requireWhole(dataset.version());
    }

    /**
     * Removes what a run that came to nothing may have stored. Only for a run that has ended on record: while it has not,
     * another worker may be storing its model.
     */
    void forget(Lease lease) {
        try {
            ledger.find(run(lease)).ifPresent(run -> models.remove(run.plan().recipe(), lease.jobId()));
            reports.remove(run(lease));
        } catch (RuntimeException e) {
            LOG.warnf("artefacts of %s may be left behind: %s", lease.jobId(), e.getMessage());
        }
    }

    private void finish(Lease lease, Run run, Learner.Learned learned, Manifest manifest, StoreWaits waits) {
        ModelVersion version = new ModelVersion(run.plan().recipe(), run.id().value());
        ModelSpec spec = TrainedModel.describe(run, learned, manifest, version);
        SortedMap<String, ObjectRef> files = waits.until(() -> models.put(spec, learned.weights()));
        Model model = Model.of(spec, files, null, clock.instant());
        RunResult result = new RunResult(learned.metrics(), learned.calibration(), learned.threshold(), version);
        Run withEpochs = waits.until(() -> ledger.find(run.id()).orElse(run));
        waits.untilDone(() -> reports.report(withEpochs, result, learned, manifest));
        if (!waits.until(() -> ledger.finish(lease, result, model))) {
            forget(lease);
            return;
        }
        LOG.infof(
                "run %s made model %s, test ROC-AUC %s",
                run.id(), version, learned.metrics().test().rocAuc());
    }

    private static RunId run(Lease lease) {
        return new RunId(lease.jobId());
    }
}
