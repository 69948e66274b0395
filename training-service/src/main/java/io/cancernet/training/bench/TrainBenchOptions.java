package io.cancernet.training.bench;

import io.cancernet.training.recipe.ComputeDevice;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the benchmark of training does.
 *
 * @param device CPU measures the CPU alone, GPU fails where there is none, AUTO measures what there is
 * @param patches of an epoch on the CPU
 * @param gpuPatches of an epoch on a GPU
 * @param rounds of each measurement
 * @param largeBatch patches of the large batch on a GPU
 * @param json where the figures are written as JSON too
 */
record TrainBenchOptions(
        ComputeDevice device,
        int patches,
        int gpuPatches,
        int rounds,
        int largeBatch,
        @Nullable Path json) {

    private static final int FEWEST_PATCHES = 64;

    TrainBenchOptions {
        if (patches < FEWEST_PATCHES || rounds < 1 || largeBatch < 2 || gpuPatches < largeBatch) {
            throw new IllegalArgumentException(
                    "patches are at least %d, rounds at least 1, the large batch at least 2 and no larger than the GPU's patches"
                            .formatted(FEWEST_PATCHES));
        }
    }

    /** Reads arguments of the form {@code name=value}. */
    static TrainBenchOptions of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("arguments are name=value: " + argument);
            }
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        String json = values.get("json");
        return new TrainBenchOptions(
                ComputeDevice.valueOf(values.getOrDefault("device", "AUTO").toUpperCase(Locale.ROOT)),
                Integer.parseInt(values.getOrDefault("patches", "3200")),
                Integer.parseInt(values.getOrDefault("gpu-patches", "65536")),
                Integer.parseInt(values.getOrDefault("rounds", "5")),
                Integer.parseInt(values.getOrDefault("large-batch", "1024")),
                json == null ? null : Path.of(json));
    }
}
