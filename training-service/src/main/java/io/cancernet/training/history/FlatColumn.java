package io.cancernet.training.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table of runs whose cells are single values.
 *
 * @param name in snake case
 * @param value what a run has there
 */
public record FlatColumn(String name, Function<RunSummary, @Nullable Object> value) {

    /** The table of the chosen properties and metrics; its names are unique. */
    public static List<FlatColumn> table(RunColumns columns) {
        List<FlatColumn> all = new ArrayList<>();
        columns.properties().forEach(each -> all.addAll(each.flat()));
        columns.metrics().forEach(each -> all.add(metric(each)));
        Set<String> taken = new HashSet<>();
        return all.stream().map(each -> each.unlike(taken)).toList();
    }

    /** {@code test.atThreshold.balancedAccuracy} becomes {@code test_at_threshold_balanced_accuracy}. */
    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static FlatColumn metric(String metric) {
        return new FlatColumn(snakeCase(metric), run -> run.metrics().get(metric));
    }

    private FlatColumn unlike(Set<String> taken) {
        String unique = name;
        for (int i = 2; !taken.add(unique); i++) {
            unique = name + "_" + i;
        }
        return new FlatColumn(unique, value);
    }
}
