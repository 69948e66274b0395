package io.cancernet.training.recipe;

import io.cancernet.common.image.Resize;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.common.network.TestTimeAugmentation;
import io.cancernet.training.recipe.AugmentationSettings.StainJitter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The recipes known by name. */
public final class Recipes {

    /** The default. */
    public static final String CANCERNET = "cancernet";

    private static final int ALL_THREADS = 0;
    private static final double NO_SMOOTHING = 0;
    private static final AugmentationSettings TUTORIAL =
            new AugmentationSettings(20, 0.95, 1.05, 0.1, 0.05, true, true, false, StainJitter.NONE);

    private static final Map<String, Recipe> PRESETS = Stream.of(
                    cancernet(CANCERNET, 42),
                    // The same family; its printed code cannot run as printed, its output is of the CancerNet run.
                    cancernet("cancernet-variant", 7),
                    robust(),
                    denseNet(
                            "densenet201",
                            InputSettings.imageNet(224),
                            new AugmentationSettings(90, 0.8, 1.2, 0, 0, true, true, false, StainJitter.NONE)),
                    // As printed: levels from 0 to 255, and Keras makes factors from -1 to 3 of zoom_range=2.
                    denseNet(
                            "densenet201-as-published",
                            InputSettings.scaled(224, Resize.BILINEAR, 1),
                            new AugmentationSettings(90, -1, 3, 0, 0, true, true, false, StainJitter.NONE)),
                    squeezeNet())
            .collect(Collectors.toMap(
                    Recipe::name,
                    recipe -> recipe,
                    (one, other) -> {
                        throw new IllegalStateException("two recipes are called " + one.name());
                    },
                    TreeMap::new));

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
                InitialWeights.RANDOM,
                InputSettings.scaled(48, Resize.NEAREST, 1.0 / 255),
                32,
                40,
                OptimizerSettings.adagrad(0.01),
                ScheduleSettings.of(ScheduleSettings.Kind.KERAS_DECAY),
                EarlyStopping.OFF,
                true,
                TUTORIAL,
                seed,
                Checkpoint.LAST_EPOCH,
                CalibrationMethod.PLATT,
                0.90,
                NO_SMOOTHING,
                TestTimeAugmentation.NONE,
                ComputeDevice.AUTO,
                ALL_THREADS);
    }

    /** CancerNet that does not go by the staining of one hospital, and stops before it learns its patches by heart. */
    private static Recipe robust() {
        return cancernet("cancernet-robust", 42)
                .with(Map.of(
                        "augmentation.rightAngles", true,
                        "augmentation.stain", Map.of("sigma", 0.05, "bias", 0.05),
                        "checkpoint", Checkpoint.BEST_VALIDATION_ROC_AUC.name(),
                        "earlyStopping",
                                Map.of("monitor", Monitor.VALIDATION_ROC_AUC.name(), "patience", 8, "minDelta", 0.0)));
    }

    private static Recipe denseNet(String name, InputSettings input, AugmentationSettings augmentation) {
        return new Recipe(
                name,
                NetworkSpec.of("densenet201"),
                InitialWeights.pretrained(),
                input,
                16,
                20,
                OptimizerSettings.adam(1e-4),
                ScheduleSettings.of(ScheduleSettings.Kind.PLATEAU),
                EarlyStopping.OFF,
                false,
                augmentation,
                42,
                Checkpoint.BEST_VALIDATION_ACCURACY,
                CalibrationMethod.PLATT,
                0.90,
                NO_SMOOTHING,
                TestTimeAugmentation.FLIPS_AND_ROTATIONS,
                ComputeDevice.AUTO,
                ALL_THREADS);
    }

    private static Recipe squeezeNet() {
        return denseNet(
                        "squeezenet",
                        InputSettings.imageNet(224),
                        new AugmentationSettings(20, 0.9, 1.1, 0.1, 0, true, true, true, StainJitter.NONE))
                .with(Map.of(
                        "network.name",
                        "squeezenet",
                        "classWeighting",
                        true,
                        "checkpoint",
                        Checkpoint.BEST_VALIDATION_ROC_AUC.name()));
    }
}
