package io.cancernet.common.job;

/** What a worker does with the jobs of one kind. */
public interface JobHandler {

    /**
     * Does the job and ends it by {@link LeasedJobs#complete} in its last transaction. May be called again for the same
     * job after a failure or a takeover. Runs on a thread that is interrupted when the service stops.
     *
     * @param work tells whether the lease is still held
     */
    void run(Lease lease, JobProgress work);

    /** Called when a job failed for good: records the failure and ends the job. */
    void abandon(Lease lease, RuntimeException failure);
}
