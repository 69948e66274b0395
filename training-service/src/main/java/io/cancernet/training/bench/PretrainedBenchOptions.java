package io.cancernet.training.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the comparison of pretrained with random weights does.
 *
 * @param data folder of BreakHis images
 * @param weights SqueezeNet as ONNX
 * @param seeds that are tried
 * @param epochs of a training at most
 * @param folds by slide
 * @param side of the input in pixels
 */
record PretrainedBenchOptions(Path data, Path weights, int seeds, int epochs, int folds, int side) {

    PretrainedBenchOptions {
        if (seeds < 1 || epochs < 1 || folds < 1) {
            throw new IllegalArgumentException("seeds, epochs and folds are at least 1");
        }
    }

    /** Reads arguments of the form {@code name=value}. */
    static PretrainedBenchOptions of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("arguments are name=value: " + argument);
            }
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new PretrainedBenchOptions(
                Path.of(required(values, "data")),
                Path.of(required(values, "weights")),
                Integer.parseInt(values.getOrDefault("seeds", "3")),
                Integer.parseInt(values.getOrDefault("epochs", "30")),
                Integer.parseInt(values.getOrDefault("folds", "4")),
                Integer.parseInt(values.getOrDefault("side", "224")));
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("%s= is missing".formatted(name));
        }
        return value;
    }
}
