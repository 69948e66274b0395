package io.cancernet.training.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the benchmark of run history does.
 *
 * @param service URL of training-service
 * @param runs that are generated
 * @param epochs of each
 * @param calls of each query, after some that warm up
 * @param json where the figures are written as JSON too
 */
record RunBenchOptions(
        String service,
        int runs,
        int epochs,
        int calls,
        @Nullable Path json) {

    private static final int FEWEST_RUNS = 1000;

    RunBenchOptions {
        if (runs < FEWEST_RUNS || epochs < 1 || calls < 1) {
            throw new IllegalArgumentException(
                    "runs are at least %d, epochs and calls at least 1".formatted(FEWEST_RUNS));
        }
    }

    /** Reads arguments of the form {@code name=value}. */
    static RunBenchOptions of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        String json = values.get("json");
        return new RunBenchOptions(
                values.getOrDefault("service", "http://127.0.0.1:8080"),
                Integer.parseInt(values.getOrDefault("runs", "100000")),
                Integer.parseInt(values.getOrDefault("epochs", "40")),
                Integer.parseInt(values.getOrDefault("calls", "200")),
                json == null ? null : Path.of(json));
    }
}
