package io.cancernet.training.run;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.job.Lease;
import io.cancernet.training.model.Model;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs on record. Each change is one transaction together with the event that announces it. What takes a lease is
 * done by the worker of the run and throws {@link io.cancernet.common.job.StaleLeaseException} once another has it.
 */
public interface RunLedger {

    /** What the jobs of runs are called; a job's id is the run's. */
    String JOB = "run";

    /**
     * Records a new run and queues it; a run that is there already stays as it is. Returns the run on record.
     *
     * @throws io.cancernet.common.error.DomainException {@code conflict} when a run of that id was deleted
     */
    Run submit(RunId id, RunPlan plan);

    Optional<Run> find(RunId id);

    /** The runs on a dataset version that are queued or running. */
    List<RunId> unfinished(DatasetVersion dataset);

    /** Runs by state: {@code queued}, {@code running}, …. */
    Map<String, Long> countByState();

    /**
     * Cancels a queued run and asks the worker of a running one to stop; an ended one stays as it is.
     *
     * @return the run afterwards; empty when there is none
     */
    Optional<Run> requestCancel(RunId id);

    boolean cancelRequested(RunId id);

    /** Starts an attempt. Empty when the run has ended: its job is gone then. */
    Optional<Run> begin(Lease lease, Map<String, Object> environment);

    /** Records where the attempt goes on, and forgets the epochs after it. */
    void resume(Lease lease, Attempt.From from);

    /** The attempts at a run, in order. */
    List<Attempt> attempts(RunId id);

    /** Records where the run can be taken up again, in place of the place before. */
    void checkpoint(Lease lease, RunCheckpoint checkpoint);

    Optional<RunCheckpoint> checkpoint(RunId id);

    void enter(Lease lease, Stage stage);

    void gathered(Lease lease, int fromEvents, int fromManifest);

    void epochFinished(Lease lease, Epoch epoch);

    /**
     * Ends the run with its model, in one transaction; one that was to be cancelled meanwhile is cancelled instead.
     *
     * @return whether the run is finished
     */
    boolean finish(Lease lease, RunResult result, Model model);

    void fail(Lease lease, RunError error);

    void cancelled(Lease lease);

    /** Puts the run back to where it was before this attempt; the job is released by its worker. */
    void requeue(Lease lease);
}
