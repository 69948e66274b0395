package io.cancernet.local.demo;

import io.cancernet.local.client.Ingest;
import io.cancernet.local.client.Run;
import io.cancernet.local.client.ScoringRequest;
import io.cancernet.local.terminal.Numbers;
import io.cancernet.local.terminal.Progress;
import io.cancernet.local.terminal.Screen;
import java.util.List;

/** Turns the states of running work into progress; each finished epoch is told once. */
public final class ProgressReports {

    private final Screen screen;
    private int epochsTold;

    public ProgressReports(Screen screen) {
        this.screen = screen;
    }

    public void ingest(Progress progress, Ingest ingest) {
        Ingest.CellProgress cells = ingest.progress();
        if (cells != null && !ingest.isOver()) {
            progress.update(cells.cellsDone(), cells.cells(), "cells of a slide");
            return;
        }
        progress.update(
                ingest.stored() + ingest.quarantined(),
                ingest.in(),
                ingest.slides() == 0 ? ingest.state() : ingest.slidesDone() + " of " + ingest.slides() + " slides");
    }

    public void run(Progress progress, Run run) {
        List<Run.Epoch> epochs = run.finishedEpochs();
        // A run that was taken over starts again from its first epoch.
        epochsTold = Math.min(epochsTold, epochs.size());
        for (Run.Epoch epoch : epochs.subList(epochsTold, epochs.size())) {
            screen.say("  epoch " + epoch.number() + " of " + run.epochsTotal() + ": loss "
                    + Numbers.metric(epoch.trainLoss()) + ", validation loss "
                    + Numbers.metric(epoch.validationLoss()) + ", validation ROC-AUC "
                    + Numbers.metric(epoch.validationRocAuc()) + ", "
                    + Numbers.decimals(epoch.patchesPerSecond(), 0) + " patches/s");
        }
        epochsTold = epochs.size();
        String stage = run.stage();
        progress.update(epochs.size(), run.epochsTotal(), "epochs; " + (stage == null ? run.state() : stage));
    }

    public void scoring(Progress progress, List<ScoringRequest> requests) {
        progress.update(
                requests.stream()
                        .mapToLong(request -> request.scored() + request.failed())
                        .sum(),
                requests.stream().mapToLong(ScoringRequest::total).sum(),
                requests.stream().filter(ScoringRequest::isOver).count() + " of " + requests.size() + " slides");
    }
}
