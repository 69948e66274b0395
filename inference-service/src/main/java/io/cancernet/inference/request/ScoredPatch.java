package io.cancernet.inference.request;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.ScoreId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One score of a request's list. */
public record ScoredPatch(
        ScoreId scoreId,
        PatchId patchId,
        @Nullable Integer x,
        @Nullable Integer y,
        double probability,
        boolean positive,
        ModelVersion model,
        Instant scoredAt) {}
