package io.cancernet.training.run;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import io.cancernet.common.id.RunId;
import io.cancernet.common.job.JobHandler;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.StaleLeaseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * One attempt at a run, and how it ends: finished, failed with the reason, cancelled, or back in the queue because the
 * service stops or a store is away.
 */
@ApplicationScoped
class TrainingJob implements JobHandler {

    private static final Logger LOG = Logger.getLogger(TrainingJob.class);
    private static final String RUN_ID = "runId";

    private final RunLedger ledger;
    private final RunSteps steps;
    private final ComputeEnvironment environment;
    private final RunConfig config;
    private final Clock clock;

    TrainingJob(RunLedger ledger, RunSteps steps, ComputeEnvironment environment, RunConfig config, Clock clock) {
        this.ledger = ledger;
        this.steps = steps;
        this.environment = environment;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void run(Lease lease, JobProgress work) {
        RunId id = new RunId(lease.jobId());
        MDC.put(RUN_ID, id.value());
        try (StopSign stop = new StopSign(ledger, id, config.cancelPoll(), work)) {
            StoreWaits waits = new StoreWaits(clock, config.storePatience(), stop::requireGoing);
            attempt(lease, stop, waits);
        } finally {
            MDC.remove(RUN_ID);
        }
    }

    @Override
    public void abandon(Lease lease, RuntimeException failure) {
        ledger.fail(lease, error(failure));
    }

    private void attempt(Lease lease, StopSign stop, StoreWaits waits) {
        try {
            Map<String, Object> settings = ledger.find(new RunId(lease.jobId()))
                    .map(run -> run.plan().settings())
                    .orElse(Map.of());
            Optional<Run> run = ledger.begin(lease, environment.describe(settings));
            if (run.isPresent()) {
                LOG.infof("run %s starts (attempt %d)", run.get().id(), lease.attempt());
                steps.work(lease, run.get(), stop, waits);
            }
        } catch (RunStopped e) {
            stopped(lease, e.cancelled(), e);
        } catch (StaleLeaseException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(lease, stop, waits, e);
        } catch (LinkageError | OutOfMemoryError e) {
            // A library that is missing, or too little memory: the worker goes on with other runs.
            failed(lease, stop, waits, new IllegalStateException(e.toString(), e));
        }
    }

    private void failed(Lease lease, StopSign stop, StoreWaits waits, RuntimeException e) {
        if (stop.mustStop()) {
            // An interrupted wait inside a library looks like a failure.
            stopped(lease, stop.cancelled(), e);
        } else if (e instanceof DomainException refusal && refusal.code() == ErrorCode.DATASET_ERASED_FROM) {
            // Erasing cancels the runs of its dataset; this one saw the mark before the request.
            stopped(lease, true, e);
        } else if (Outage.isOutage(e)) {
            throw e;
        } else {
            if (e instanceof DomainException) {
                LOG.warnf("run %s failed: %s", lease.jobId(), e.getMessage());
            } else {
                LOG.errorf(e, "run %s failed", lease.jobId());
            }
            RunError why = withCheckpoint(lease, error(e));
            waits.untilDone(() -> ledger.fail(lease, why));
            steps.forget(lease);
        }
    }

    /** Clears the interrupt with which the service stops its workers, since Postgres would not be asked under it. */
    private void stopped(Lease lease, boolean cancelled, RuntimeException cause) {
        boolean interrupted = Thread.interrupted();
        if (cancelled) {
            LOG.infof("run %s is cancelled", lease.jobId());
            ledger.cancelled(lease);
            steps.forget(lease);
        } else {
            LOG.infof("run %s goes back to the queue", lease.jobId());
            ledger.requeue(lease);
            // The worker releases the job when it is stopping.
            throw new Outage("stopped", cause);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A run that diverges is not lost: what it had reached is kept, and the record says so. */
    private RunError withCheckpoint(Lease lease, RunError error) {
        if (!error.code().equals(ErrorCode.LOSS_NOT_FINITE.slug())) {
            return error;
        }
        String kept = ledger.checkpoint(new RunId(lease.jobId()))
                .map(checkpoint -> "its state after epoch %d is kept as %s"
                        .formatted(checkpoint.epochs(), checkpoint.state().key()))
                .orElse("it had finished no epoch");
        return new RunError(error.code(), "%s; %s".formatted(error.detail(), kept));
    }

    /** What the record says: words meant for people, never a stack trace. */
    private static RunError error(Throwable e) {
        return e instanceof DomainException refusal
                ? RunError.of(refusal)
                : new RunError(
                        ErrorCode.RUN_FAILED.slug(),
                        "something failed inside the service (%s); its log says more"
                                .formatted(e.getClass().getSimpleName()));
    }
}
