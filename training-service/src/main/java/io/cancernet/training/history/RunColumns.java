package io.cancernet.training.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a list of runs: properties, then metrics by their names. */
public record RunColumns(List<RunColumn> properties, List<String> metrics) {

    /** More metrics a page are for the export. */
    public static final int MOST_METRICS = 20;

    public RunColumns {
        properties = List.copyOf(properties);
        metrics = List.copyOf(metrics);
    }

    /** Reads the query parameter {@code columns}: names with commas between them. */
    public static RunColumns parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return new RunColumns(RunColumn.USUAL, List.of());
        }
        List<RunColumn> properties = new ArrayList<>();
        List<String> metrics = new ArrayList<>();
        Arrays.stream(text.split(",", -1)).map(String::strip).distinct().forEach(name -> RunColumn.find(name)
                .ifPresentOrElse(properties::add, () -> metrics.add(name)));
        return new RunColumns(properties, metrics);
    }

    /** These columns. @throws IllegalArgumentException when there are more metrics than a page shows */
    public RunColumns requireFewMetrics() {
        if (metrics.size() > MOST_METRICS) {
            throw new IllegalArgumentException(
                    "columns: at most %d metrics a page, GET /api/v1/runs/export has no limit: %d"
                            .formatted(MOST_METRICS, metrics.size()));
        }
        return this;
    }
}
