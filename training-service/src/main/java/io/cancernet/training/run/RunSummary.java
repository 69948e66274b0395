package io.cancernet.training.run;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run in a list. */
public record RunSummary(
        RunId runId,
        RunState state,
        @Nullable Stage stage,
        DatasetVersion dataset,
        boolean leaky,
        String recipe,
        long seed,
        int epochsTotal,
        @Nullable ModelVersion model,
        @Nullable Double testRocAuc,
        @Nullable RunError error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
