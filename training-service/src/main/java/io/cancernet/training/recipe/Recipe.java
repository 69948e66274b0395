package io.cancernet.training.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.json.Json;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.common.network.Networks;
import io.cancernet.common.network.TestTimeAugmentation;
import io.cancernet.common.unit.MicronsPerPixel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a training run that is chosen and not data.
 *
 * @param name of the preset it comes from
 * @param initialWeights where training starts from
 * @param input what the network sees of a patch
 * @param classWeighting whether a class counts in the loss as max(count) / count of the training set
 * @param seed of initial weights, order, augmentation and dropout
 * @param targetSensitivity for which the threshold is chosen on validation
 * @param contextSmoothing deviation in patches of the Gaussian by which neighbouring patches have a say in a second set of
 *     metrics, reported beside those of single patches; 0 leaves it out
 * @param testTimeAugmentation views of a patch over which probabilities are averaged once training is done
 * @param threads of the engine; 0 leaves the choice to it. Equal weights bit for bit are promised for 1
 */
public record Recipe(
        String name,
        NetworkSpec network,
        InitialWeights initialWeights,
        InputSettings input,
        int batchSize,
        int epochs,
        OptimizerSettings optimizer,
        ScheduleSettings schedule,
        EarlyStopping earlyStopping,
        boolean classWeighting,
        AugmentationSettings augmentation,
        long seed,
        Checkpoint checkpoint,
        CalibrationMethod calibration,
        double targetSensitivity,
        double contextSmoothing,
        TestTimeAugmentation testTimeAugmentation,
        ComputeDevice device,
        int threads) {

    public Recipe {
        Check.present("name", name);
        Check.present("network", network);
        Check.present("initialWeights", initialWeights);
        Check.present("input", input);
        Check.present("optimizer", optimizer);
        Check.present("schedule", schedule);
        Check.present("earlyStopping", earlyStopping);
        Check.present("augmentation", augmentation);
        Check.present("checkpoint", checkpoint);
        Check.present("calibration", calibration);
        Check.present("testTimeAugmentation", testTimeAugmentation);
        Check.present("device", device);
        Check.range("batchSize", batchSize);
        Check.range("epochs", epochs);
        Check.range("targetSensitivity", targetSensitivity);
        Check.range("contextSmoothing", contextSmoothing);
        Check.range("threads", threads);
        try {
            Networks.requireKnown(network);
        } catch (IllegalArgumentException e) {
            throw new InvalidRecipeException("network", String.valueOf(e.getMessage()));
        }
        if (initialWeights.source() == InitialWeights.Source.PRETRAINED && !Networks.hasBackbone(network)) {
            throw new InvalidRecipeException(
                    "initialWeights.source", "%s has no backbone to load weights into".formatted(network.name()));
        }
        boolean square = input.width() == input.height();
        if (!square && augmentation.rightAngles()) {
            throw new InvalidRecipeException("augmentation.rightAngles", "it takes a square input");
        }
        if (!square && testTimeAugmentation == TestTimeAugmentation.FLIPS_AND_ROTATIONS) {
            throw new InvalidRecipeException("testTimeAugmentation", "rotations take a square input");
        }
    }

    /**
     * The input of a model trained with this recipe on patches of a resolution.
     *
     * @param patchSize side of the patches in pixels before resizing; absent where nobody knows it
     */
    public InputSpec inputSpec(MicronsPerPixel mpp, @Nullable Integer patchSize) {
        return input.spec(mpp, patchSize, testTimeAugmentation);
    }

    /**
     * Checks that nothing is left open that a preset may leave open.
     *
     * @throws InvalidRecipeException naming the field to set
     */
    public Recipe requireComplete() {
        initialWeights.requireComplete();
        return this;
    }

    /**
     * This recipe with some fields changed.
     *
     * @param overrides nested as in JSON, or with dotted names: {@code optimizer.learningRate}
     * @throws InvalidRecipeException naming a field that is unknown or has an impossible value
     */
    public Recipe with(Map<String, ?> overrides) {
        return RecipeOverrides.apply(this, overrides);
    }

    /** The recipe as one line of JSON. */
    public String toJson() {
        return Json.mapper().valueToTree(this).toString();
    }

    /**
     * Reads a whole recipe.
     *
     * @throws InvalidRecipeException naming a field that is missing, unknown or has an impossible value
     */
    public static Recipe fromJson(String json) {
        JsonNode tree;
        try {
            tree = Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new InvalidRecipeException("(all)", "it is no JSON: " + e.getOriginalMessage());
        }
        return RecipeOverrides.read(tree);
    }
}
