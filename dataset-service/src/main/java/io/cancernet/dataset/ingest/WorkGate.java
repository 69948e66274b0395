package io.cancernet.dataset.ingest;

import io.cancernet.common.job.JobProgress;
import java.util.concurrent.CancellationException;

/** Asks, between the steps of an ingest, whether the worker may go on. */
final class WorkGate {

    private WorkGate() {}

    /** Goes on only while the lease is held and the service is not stopping. */
    static void requireGoingOn(JobProgress work) {
        if (!work.mayContinue()) {
            throw new CancellationException("the ingest stops here and goes on when it is taken up again");
        }
    }
}
