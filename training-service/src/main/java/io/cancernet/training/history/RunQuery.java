package io.cancernet.training.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of runs that is asked for.
 *
 * @param metrics names of those to show
 * @param limit most runs on the page
 */
public record RunQuery(
        RunFilter filter,
        RunSort sort,
        List<String> metrics,
        int limit,
        @Nullable RunCursor after) {

    public RunQuery {
        metrics = List.copyOf(metrics);
        if (after != null && !after.sort().equals(sort)) {
            throw new IllegalArgumentException("a cursor of another order: " + after.sort());
        }
    }

    boolean namesMetrics() {
        return sort.byMetric() || !metrics.isEmpty() || !filter.metrics().isEmpty();
    }
}
