package io.cancernet.training.history;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.training.run.RunError;
import io.cancernet.training.run.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run in a list.
 *
 * @param number counts runs in the order in which they were recorded
 * @param metrics those that were asked for and that the run has, by name
 */
public record RunSummary(
        int number,
        RunId runId,
        RunState state,
        @Nullable Stage stage,
        DatasetVersion dataset,
        boolean leaky,
        String recipe,
        long seed,
        int priority,
        int epochsTotal,
        int epochsFinished,
        String codeVersion,
        @Nullable ModelVersion model,
        @Nullable Double testRocAuc,
        @Nullable RunError error,
        List<String> tags,
        String note,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Map<String, Double> metrics) {

    public RunSummary {
        tags = List.copyOf(tags);
        metrics = Map.copyOf(metrics);
    }
}
