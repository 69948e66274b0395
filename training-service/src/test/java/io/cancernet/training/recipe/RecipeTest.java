package io.cancernet.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cancernet.common.error.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {

    private static final Recipe PRESET = Recipes.preset("cancernet");

    @Test
    void preset_isThePublishedRecipe() {
        assertThat(PRESET.inputWidth()).isEqualTo(48);
        assertThat(PRESET.batchSize()).isEqualTo(32);
        assertThat(PRESET.epochs()).isEqualTo(40);
        assertThat(PRESET.optimizer())
                .isEqualTo(new OptimizerSettings(OptimizerSettings.Kind.ADAGRAD, 0.01, 1e-7, true));
        assertThat(PRESET.augmentation()).isEqualTo(new AugmentationSettings(20, 0.95, 1.05, 0.1, 0.05, true, true));
        assertThat(PRESET.classWeighting()).isTrue();
        assertThat(PRESET.checkpoint()).isEqualTo(Checkpoint.LAST_EPOCH);
        assertThat(Recipes.names()).containsExactly("cancernet", "cancernet-variant");
        assertThat(Recipes.preset("cancernet-variant").seed()).isEqualTo(7);
    }

    @Test
    void json_survivesARoundTrip() {
        assertThat(Recipe.fromJson(PRESET.toJson())).isEqualTo(PRESET);
    }

    @Test
    void overrides_changeNestedAndDottedFieldsAndNothingElse() {
        Recipe changed = PRESET.with(Map.of(
                "epochs",
                2,
                "optimizer.learningRate",
                0.02,
                "augmentation",
                Map.of("rotationDegrees", 5),
                "network",
                Map.of("options", Map.of("batchNormalization", false))));

        assertThat(changed.epochs()).isEqualTo(2);
        assertThat(changed.optimizer().learningRate()).isEqualTo(0.02);
        assertThat(changed.optimizer().epsilon()).isEqualTo(1e-7);
        assertThat(changed.augmentation().rotationDegrees()).isEqualTo(5);
        assertThat(changed.augmentation().shift()).isEqualTo(0.1);
        assertThat(changed.network().options())
                .containsEntry("batchNormalization", false)
                .containsEntry("dropout", "AFTER_POOLING");
        assertThat(changed.with(Map.of("epochs", 40))
                        .with(Map.of("optimizer.learningRate", 0.01, "augmentation.rotationDegrees", 20))
                        .with(Map.of("network.options.batchNormalization", true)))
                .isEqualTo(PRESET);
    }

    @ParameterizedTest
    @CsvSource({
        "epoch, 2, epoch",
        "optimizer.rate, 1, optimizer.rate",
        "network.options.depth, 3, network",
        "network.name, resnet, network",
        "epochs, 0, epochs",
        "epochs, many, epochs",
        "epochs, 1.5, epochs",
        "batchSize.x, 1, batchSize",
        "optimizer.learningRate, -0.1, optimizer.learningRate",
        "optimizer.learningRate, NaN, optimizer.learningRate",
        "optimizer.kind, SGD, optimizer.kind",
        "augmentation.zoomMax, 0.5, augmentation.zoomMax",
        "augmentation.rotationDegrees, 181, augmentation.rotationDegrees",
        "targetSensitivity, 1.1, targetSensitivity",
        "checkpoint, BEST, checkpoint"
    })
    void unknownOrImpossibleFields_areRefusedByName(String path, String value, String field) {
        assertThatExceptionOfType(InvalidRecipeException.class)
                .isThrownBy(() -> PRESET.with(Map.of(path, parsed(value))))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RECIPE_INVALID))
                .withMessageContaining(field);
    }

    @Test
    void missingFieldsAndNonsense_areRefused() {
        assertThatExceptionOfType(InvalidRecipeException.class)
                .isThrownBy(() -> Recipe.fromJson(PRESET.toJson().replace("\"resize\":\"NEAREST\",", "")))
                .withMessageContaining("resize");
        assertThatExceptionOfType(InvalidRecipeException.class)
                .isThrownBy(() -> Recipe.fromJson(PRESET.toJson().replace("\"epochs\":40,", "")))
                .withMessageContaining("epochs");
        assertThatExceptionOfType(InvalidRecipeException.class).isThrownBy(() -> Recipe.fromJson("epochs: 2"));
        assertThatExceptionOfType(InvalidRecipeException.class)
                .isThrownBy(() -> Recipes.preset("densenet"))
                .withMessageContaining("cancernet-variant");
    }

    private static Object parsed(String value) {
        if (value.matches("-?\\d+")) {
            return Integer.parseInt(value);
        }
        return value.matches("-?[\\d.]+|NaN") ? Double.parseDouble(value) : value;
    }
}
