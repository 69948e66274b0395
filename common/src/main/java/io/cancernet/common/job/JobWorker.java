package io.cancernet.common.job;

import io.cancernet.common.error.Outage;
import io.cancernet.common.job.JobMeters.End;
import io.cancernet.common.tracing.TraceContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Takes jobs of one kind and does them one after the other, keeping each lease alive meanwhile. A job that fails because
 * a store is away is tried again for as long as it takes; one that fails otherwise is abandoned after a few attempts.
 */
public final class JobWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JobWorker.class);
    private static final int MAX_FAILURES = 3;
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
    /** Attempts that ended neither well nor badly killed their process: a job that does so again and again is given up. */
    private static final int MAX_LOST_ATTEMPTS = 10;

    private static final Duration STOP_WAIT = Duration.ofSeconds(20);

    private final LeasedJobs jobs;
    private final String kind;
    private final JobHandler handler;
    private final Duration lease;
    private final Duration pollInterval;
    private final Duration stopWait;
    private final JobMeters.Attempts attempts;
    private final String owner = UUID.randomUUID().toString();
    /** Jobs that are known to wait for a store: said once, not at each attempt. Of the worker's thread alone. */
    private final Set<String> waiting = new HashSet<>();

    private @Nullable Thread thread;
    private volatile boolean stopping;

    /**
     * @param lease how long a dead worker's job waits until another takes it
     * @param pollInterval pause between looks at an empty queue
     */
    public JobWorker(LeasedJobs jobs, String kind, JobHandler handler, Duration lease, Duration pollInterval) {
        this(jobs, kind, handler, lease, pollInterval, STOP_WAIT);
    }

    /**
     * @param stopWait how long a stop waits for a job to give way; one that does not is left to the end of its lease
     */
    public JobWorker(
            LeasedJobs jobs,
            String kind,
            JobHandler handler,
            Duration lease,
            Duration pollInterval,
            Duration stopWait) {
        this.jobs = jobs;
        this.kind = kind;
        this.handler = handler;
        this.lease = lease;
        this.pollInterval = pollInterval;
        this.stopWait = stopWait;
        this.attempts = jobs.meters(kind);
    }

    /** Starts taking jobs; once more after it was closed. */
    public synchronized void start() {
        if (thread != null && thread.isAlive()) {
            throw new IllegalStateException(kind + " jobs are being taken already");
        }
        stopping = false;
        thread = new Thread(this::work, kind + "-worker");
        thread.setDaemon(true);
        thread.start();
    }

    /** Interrupts the job being done and waits for it; the job is left to whoever takes it next. */
    @Override
    public synchronized void close() {
        stopping = true;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(stopWait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (!stopping) {
            try {
                Optional<Lease> taken = jobs.take(kind, owner, lease);
                if (taken.isPresent()) {
                    Lease lease = taken.get();
                    TraceContext.continued(lease.traceparent(), kind + " job", () -> work(lease));
                } else {
                    Thread.sleep(pollInterval.toMillis());
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | AssertionError e) {
                // The Postgres driver asserts where a connection breaks; the worker must outlive it.
                LOG.warnf("%s jobs wait: %s", kind, e.getMessage());
                sleepAfterFailure();
            }
        }
    }

    private void sleepAfterFailure() {
        try {
            Thread.sleep(RETRY_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Lease taken) {
        MDC.put("jobId", taken.jobId());
        long start = System.nanoTime();
        try (Heartbeat heartbeat = new Heartbeat(jobs, taken, lease)) {
            End end = attempt(taken, heartbeat);
            attempts.ended(end, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            MDC.remove("jobId");
        }
    }

    private End attempt(Lease taken, Heartbeat heartbeat) {
        try {
            if (taken.attempt() > MAX_LOST_ATTEMPTS) {
                return abandon(taken, neverEnded(taken));
            }
            handler.run(taken, new Progress(taken, heartbeat));
            waiting.remove(taken.jobId());
            return End.DONE;
        } catch (JobYielded e) {
            LOG.infof("%s %s waits: %s", kind, taken.jobId(), e.getMessage());
            return putOff(taken, Duration.ZERO, "a more urgent job goes first");
        } catch (StaleLeaseException e) {
            return lost(e);
        } catch (RuntimeException e) {
            return failed(taken, e);
        } catch (LinkageError | StackOverflowError | AssertionError e) {
            // Of this job, not of the process: the worker goes on with others.
            return failed(taken, new IllegalStateException(e.toString(), e));
        }
    }

    private End failed(Lease taken, RuntimeException e) {
        if (stopping) {
            // Cleared: under an interrupt no connection is waited for, and the job would stay leased.
            Thread.interrupted();
            return putOff(taken, Duration.ZERO, "the service that had it was stopped");
        }
        if (Outage.isOutage(e)) {
            if (waiting.add(taken.jobId())) {
                LOG.warnf("%s %s waits and is tried again every two seconds: %s", kind, taken.jobId(), e.getMessage());
            }
            return putOff(taken, RETRY_PAUSE, Outage.reason(e));
        }
        if (jobs.release(taken, RETRY_PAUSE, MAX_FAILURES)) {
            LOG.warnf(e, "%s %s is tried again: %s", kind, taken.jobId(), e.getMessage());
            return End.FAILED;
        }
        return abandon(taken, e);
    }

    private End putOff(Lease taken, Duration pause, String reason) {
        jobs.putOff(taken, pause, reason);
        return End.PUT_OFF;
    }

    private static End lost(StaleLeaseException e) {
        LOG.infof("%s", e.getMessage());
        return End.LEASE_LOST;
    }

    private End abandon(Lease taken, RuntimeException e) {
        LOG.errorf(e, "%s %s failed for good", kind, taken.jobId());
        handler.abandon(taken, e);
        return End.ABANDONED;
    }

    private static IllegalStateException neverEnded(Lease taken) {
        return new IllegalStateException(
                "%d attempts never ended: the job seems to kill its process".formatted(taken.attempt() - 1));
    }

    /** How the job being done stands, asked for as often as it likes. */
    private final class Progress implements JobProgress {

        private final Lease taken;
        private final Heartbeat heartbeat;

        Progress(Lease taken, Heartbeat heartbeat) {
            this.taken = taken;
            this.heartbeat = heartbeat;
        }

        @Override
        public boolean mayContinue() {
            return !stopping && !Thread.currentThread().isInterrupted() && heartbeat.held();
        }

        @Override
        public boolean shouldYield() {
            return jobs.moreUrgentWaits(taken);
        }
    }
}
