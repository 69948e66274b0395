package io.cancernet.dataset.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the benchmark does.
 *
 * @param service URL of dataset-service
 * @param work folder for generated files
 * @param data folder of real patches; absent: generated ones
 * @param patches number of generated patches
 * @param runs measured ingests, after those that warm up
 * @param sample patches that are put one by one
 * @param slideSide side of the generated slide in pixels; 0 for none
 * @param json where the figures are written as JSON too
 */
record BenchOptions(
        String service,
        Path work,
        @Nullable Path data,
        int patches,
        int runs,
        int sample,
        int slideSide,
        @Nullable Path json) {

    BenchOptions {
        if (patches < 1 || runs < 1 || sample < 1 || slideSide < 0) {
            throw new IllegalArgumentException(
                    "patches, runs and sample are at least 1, the slide's side is not negative");
        }
    }

    /** Reads arguments of the form {@code name=value}. */
    static BenchOptions of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new BenchOptions(
                values.getOrDefault("service", "http://127.0.0.1:8081"),
                Path.of(values.getOrDefault("work", System.getProperty("java.io.tmpdir"))),
                path(values.get("data")),
                Integer.parseInt(values.getOrDefault("patches", "20000")),
                Integer.parseInt(values.getOrDefault("runs", "3")),
                Integer.parseInt(values.getOrDefault("sample", "1000")),
                Integer.parseInt(values.getOrDefault("slide-side", "12288")),
                path(values.get("json")));
    }

    private static @Nullable Path path(@Nullable String value) {
        return value == null ? null : Path.of(value);
    }
}
