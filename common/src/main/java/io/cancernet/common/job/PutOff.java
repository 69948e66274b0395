package io.cancernet.common.job;

import java.time.Instant;

/** That a job could not go on at a time through no fault of its own, and why. It is tried again. */
public record PutOff(Instant at, String reason) {}
