package io.cancernet.inference.slide;

import java.time.Instant;

/**
 * That a slide was announced for scoring and is not requested yet.
 *
 * @param reason what it waits for, and what to do
 */
public record WaitingSlide(Instant since, String reason) {}
