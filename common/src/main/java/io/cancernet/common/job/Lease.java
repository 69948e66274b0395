package io.cancernet.common.job;

/**
 * The right to work on a job for a while.
 *
 * @param token grows with every lease of any job, through the end of this one and its next life: a write under an older
 *     one is refused
 * @param attempt counts from 1
 */
public record Lease(String kind, String jobId, long token, int attempt) {}
