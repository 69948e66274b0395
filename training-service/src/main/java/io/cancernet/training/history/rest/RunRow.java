package io.cancernet.training.history.rest;

import io.cancernet.training.history.RunColumns;
import io.cancernet.training.history.RunSummary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A run as a list shows it: the chosen columns in their order, what it lacks left out. */
final class RunRow {

    private RunRow() {}

    static Map<String, Object> of(RunSummary run, RunColumns columns) {
        Map<String, Object> row = new LinkedHashMap<>();
        columns.properties().forEach(column -> {
            Object value = column.of(run);
            if (value != null) {
                row.put(column.label(), value);
            }
        });
        if (!columns.metrics().isEmpty()) {
            row.put("metrics", new TreeMap<>(run.metrics()));
        }
        return row;
    }
}
