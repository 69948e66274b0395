package io.cancernet.training.run;

import io.cancernet.common.id.RunId;
import io.cancernet.common.job.JobProgress;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Says whether a running run must stop, and why. Looks on a thread of its own whether the run was cancelled, on this
 * replica or another, so that asking costs a batch nothing.
 */
final class StopSign implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StopSign.class);

    private final RunLedger ledger;
    private final RunId run;
    private final Duration poll;
    private final JobProgress work;
    private final Thread thread;
    private volatile boolean cancelled;

    StopSign(RunLedger ledger, RunId run, Duration poll, JobProgress work) {
        this.ledger = ledger;
        this.run = run;
        this.poll = poll;
        this.work = work;
        this.thread = new Thread(this::watch, "run-cancellation");
        thread.setDaemon(true);
        thread.start();
    }

    boolean cancelled() {
        return cancelled;
    }

    boolean mustStop() {
        return cancelled || !work.mayContinue();
    }

    /** Returns while the run may go on. @throws RunStopped when it must not */
    void requireGoing() {
        if (mustStop()) {
            throw new RunStopped(cancelled);
        }
    }

    private void watch() {
        while (!cancelled) {
            try {
                Thread.sleep(poll.toMillis());
                cancelled = ledger.cancelRequested(run);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.debugf("cannot see whether the run was cancelled: %s", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
