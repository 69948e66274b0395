package io.cancernet.training.recipe;

import io.cancernet.common.image.Resize;
import io.cancernet.common.network.NetworkSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The recipes known by name. */
public final class Recipes {

    /** The default. */
    public static final String CANCERNET = "cancernet";

    private static final int ALL_THREADS = 0;

    private static final Map<String, Recipe> PRESETS = new TreeMap<>(Map.of(
            CANCERNET,
            cancernet(CANCERNET, 42),
            // The same family; its printed code cannot run as printed, its output is of the CancerNet run.
            "cancernet-variant",
            cancernet("cancernet-variant", 7)));

    private Recipes() {}

    /** Names of all presets, in order. */
    public static List<String> names() {
        return List.copyOf(PRESETS.keySet());
    }

    /**
     * A preset.
     *
     * @throws InvalidRecipeException when there is none of that name
     */
    public static Recipe preset(String name) {
        Recipe recipe = PRESETS.get(name);
        if (recipe == null) {
            throw new InvalidRecipeException(
                    "name", "there is no recipe '%s'; there is %s".formatted(name, String.join(", ", names())));
        }
        return recipe;
    }

    private static Recipe cancernet(String name, long seed) {
        return new Recipe(
                name,
                new NetworkSpec("cancernet", Map.of("batchNormalization", true, "dropout", "AFTER_POOLING")),
                48,
                48,
                Resize.NEAREST,
                1.0 / 255,
                32,
                40,
                new OptimizerSettings(OptimizerSettings.Kind.ADAGRAD, 0.01, 1e-7, true),
                true,
                new AugmentationSettings(20, 0.95, 1.05, 0.1, 0.05, true, true),
                seed,
                Checkpoint.LAST_EPOCH,
                CalibrationMethod.PLATT,
                0.90,
                ALL_THREADS);
    }
}
