package io.cancernet.training.run;

import io.cancernet.common.id.RunId;
import io.cancernet.training.dataset.Manifest;

/** Makes the report of a run and keeps it with the run's other artefacts. */
public interface RunReporter {

    /**
     * Finds out before the work what would keep a report from being made.
     *
     * @throws io.cancernet.common.error.DomainException saying what is missing
     */
    void requireReady();

    /**
     * Makes and stores report, plots, sheets and predictions; doing it again replaces them.
     *
     * @param run with its epochs
     * @throws io.cancernet.common.error.Outage when the store is away: the run must not be called finished
     */
    void report(Run run, RunResult result, Learner.Learned learned, Manifest manifest);

    /** Removes what was stored. */
    void remove(RunId run);
}
