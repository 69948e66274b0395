package io.cancernet.common.job;

import java.time.Duration;
import org.jboss.logging.Logger;

/** Renews a lease three times in its length, on a thread of its own, until it is closed or lost. */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Heartbeat.class);
    private static final int BEATS_PER_LEASE = 3;

    private final LeasedJobs jobs;
    private final Lease lease;
    private final Duration length;
    private final Thread thread;
    private volatile boolean lost;

    Heartbeat(LeasedJobs jobs, Lease lease, Duration length) {
        this.jobs = jobs;
        this.lease = lease;
        this.length = length;
        this.thread = new Thread(this::beat, lease.kind() + "-heartbeat");
        thread.setDaemon(true);
        thread.start();
    }

    boolean held() {
        return !lost;
    }

    private void beat() {
        try {
            while (!lost) {
                Thread.sleep(length.toMillis() / BEATS_PER_LEASE);
                try {
                    jobs.renew(lease, length);
                } catch (StaleLeaseException e) {
                    lost = true;
                } catch (RuntimeException | AssertionError e) {
                    LOG.warnf(
                            "the lease on %s %s could not be renewed: %s", lease.kind(), lease.jobId(), e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
