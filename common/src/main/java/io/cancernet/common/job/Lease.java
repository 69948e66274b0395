package io.cancernet.common.job;

import org.jspecify.annotations.Nullable;

/**
 * The right to work on a job for a while.
 *
 * @param token grows with every lease of any job, through the end of this one and its next life: a write under an older
 *     one is refused
 * @param attempt counts from 1
 * @param traceparent where in a trace the job was submitted; absent outside of any
 */
public record Lease(
        String kind,
        String jobId,
        long token,
        int attempt,
        @Nullable String traceparent) {

    public Lease(String kind, String jobId, long token, int attempt) {
        this(kind, jobId, token, attempt, null);
    }
}
