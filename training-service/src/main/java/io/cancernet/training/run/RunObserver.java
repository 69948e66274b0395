package io.cancernet.training.run;

import io.cancernet.common.job.Lease;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Puts on record how learning goes, waiting out stores that are away. */
final class RunObserver implements Learner.Observer {

    private static final Logger LOG = Logger.getLogger(RunObserver.class);

    private final Lease lease;
    private final RunLedger ledger;
    private final RunFigures figures;
    private final RunCheckpoints checkpoints;
    private final StoreWaits waits;

    RunObserver(Lease lease, RunLedger ledger, RunFigures figures, RunCheckpoints checkpoints, StoreWaits waits) {
        this.lease = lease;
        this.ledger = ledger;
        this.figures = figures;
        this.checkpoints = checkpoints;
        this.waits = waits;
    }

    @Override
    public void entered(Stage stage) {
        waits.untilDone(() -> ledger.enter(lease, stage));
    }

    @Override
    public void epochFinished(Epoch epoch) {
        waits.untilDone(() -> ledger.epochFinished(lease, epoch));
        figures.epochFinished(epoch);
        LOG.infof(
                "epoch %d: loss %.4f, validation loss %.4f, ROC-AUC %s, %.0f patches/s, %.1f s waiting for data",
                epoch.number(),
                epoch.trainLoss(),
                epoch.validationLoss(),
                epoch.validationRocAuc(),
                epoch.patchesPerSecond(),
                epoch.secondsWaitingForData());
    }

    @Override
    public Optional<Learner.Saved> saved() {
        return checkpoints.load();
    }

    @Override
    public void begins(int epochs, int batches, boolean repeatable) {
        boolean start = epochs == 0 && batches == 0;
        Attempt.From from = start
                ? Attempt.From.START
                : new Attempt.From(epochs, batches, repeatable && checkpoints.sameEnvironment());
        waits.untilDone(() -> ledger.resume(lease, from));
        if (!start) {
            LOG.infof(
                    "goes on after epoch %d and %d batches, %s",
                    epochs, batches, from.exact() ? "exactly as if undisturbed" : "not bit for bit as if undisturbed");
        }
    }

    @Override
    public boolean saveDue() {
        return checkpoints.due();
    }

    @Override
    public void save(Learner.Saved saved) {
        checkpoints.save(saved);
    }
}
