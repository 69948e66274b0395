package io.cancernet.local.quality;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param data folder of patches
 * @param baseline recipe that the other is compared with
 * @param leaky whether the split by patch is shown beside the folds
 * @param json file for the figures; absent for none
 */
public record QualityOptions(
        Path data,
        int folds,
        int seeds,
        int epochs,
        String baseline,
        String recipe,
        boolean leaky,
        @Nullable Path json) {

    public QualityOptions {
        if (seeds < 1 || epochs < 1) {
            throw new IllegalArgumentException("seeds and epochs count from 1: %d, %d".formatted(seeds, epochs));
        }
        if (baseline.equals(recipe)) {
            throw new IllegalArgumentException("name two different recipes to compare: " + recipe);
        }
    }

    /** The study's request on dataset versions. */
    Map<String, Object> request(List<String> datasets) {
        Map<String, Object> changes = Map.of("epochs", epochs);
        return Map.of(
                "name",
                "%s against %s, %d folds by case".formatted(recipe, baseline, folds),
                "recipes",
                List.of(
                        Map.of("recipe", baseline, "overrides", changes),
                        Map.of("recipe", recipe, "overrides", changes)),
                "seedCount",
                seeds,
                "datasets",
                datasets);
    }

    /** The same for the same measurement, so that a second call goes on with the first one's study. */
    String key(List<String> datasets) {
        List<String> parts = new ArrayList<>(datasets);
        parts.add("%s %s %d %d".formatted(baseline, recipe, seeds, epochs));
        return "quality " + String.join(" ", parts);
    }
}
