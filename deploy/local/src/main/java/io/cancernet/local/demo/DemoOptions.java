package io.cancernet.local.demo;

import io.cancernet.local.sample.SyntheticSample;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a demo runs on.
 *
 * @param data folder or zip of patches; null for the synthetic sample
 * @param sampleFolder where the synthetic sample is written
 * @param afterwards what becomes of the system at the end
 */
public record DemoOptions(
        @Nullable Path data,
        SyntheticSample sample,
        Path sampleFolder,
        String recipe,
        int epochs,
        long seed,
        Afterwards afterwards) {

    /** What becomes of the system and its data after a demo. */
    public enum Afterwards {
        GOES_ON,
        STOPS,
        IS_DELETED
    }

    /** Whether the numbers are made on a synthetic sample, which says nothing about tissue. */
    public boolean synthetic() {
        return data == null;
    }

    /** Name of the dataset that is frozen; a synthetic one must not be taken for a real one. */
    String datasetName() {
        return synthetic() ? "synthetic" : "idc";
    }

    Map<String, Object> runRequest(String dataset) {
        return Map.of("dataset", dataset, "recipe", recipe, "seed", seed, "overrides", Map.of("epochs", epochs));
    }
}
