package io.cancernet.inference.result;

import io.cancernet.inference.request.ScoringRequest;
import org.jspecify.annotations.Nullable;

/** A request of a slide with its last result; without one while there is none. */
public record SlideResult(ScoringRequest request, @Nullable RequestResult result) {}
