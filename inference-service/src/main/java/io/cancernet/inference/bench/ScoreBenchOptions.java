package io.cancernet.inference.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the benchmark does.
 *
 * @param service URL of inference-service
 * @param pid of its process
 * @param patches queued at once
 * @param seconds of each measurement at half load
 * @param startMillis from the start of the service's process until it was ready
 * @param json where the figures are written as JSON too
 */
record ScoreBenchOptions(
        String service,
        long pid,
        int patches,
        int seconds,
        long startMillis,
        @Nullable Path json) {

    ScoreBenchOptions {
        if (patches < 1000 || seconds < 1) {
            throw new IllegalArgumentException("at least 1000 patches and 1 second are measured");
        }
    }

    /** Reads arguments of the form {@code name=value}. */
    static ScoreBenchOptions of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        String json = values.get("json");
        return new ScoreBenchOptions(
                values.getOrDefault("service", "http://127.0.0.1:8083"),
                Long.parseLong(values.getOrDefault("pid", "0")),
                Integer.parseInt(values.getOrDefault("patches", "30000")),
                Integer.parseInt(values.getOrDefault("seconds", "20")),
                Long.parseLong(values.getOrDefault("start-millis", "0")),
                json == null ? null : Path.of(json));
    }
}
