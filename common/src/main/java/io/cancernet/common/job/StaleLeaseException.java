package io.cancernet.common.job;

/** Another worker has the job by now: whatever this one wanted to write is refused. */
public class StaleLeaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StaleLeaseException(Lease lease) {
        super("the lease %d on %s %s is no longer held".formatted(lease.token(), lease.kind(), lease.jobId()));
    }
}
