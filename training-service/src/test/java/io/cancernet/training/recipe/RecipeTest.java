package io.cancernet.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.Resize;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {

    private static final Recipe PRESET = Recipes.preset("cancernet");

    @Test
    void preset_isThePublishedRecipe() {
        assertThat(PRESET.input()).isEqualTo(InputSettings.scaled(48, Resize.NEAREST, 1.0 / 255));
        assertThat(PRESET.batchSize()).isEqualTo(32);
        assertThat(PRESET.epochs()).isEqualTo(40);
        assertThat(PRESET.optimizer().kind()).isEqualTo(OptimizerSettings.Kind.ADAGRAD);
        assertThat(PRESET.optimizer().learningRate()).isEqualTo(0.01);
        assertThat(PRESET.optimizer().epsilon()).isEqualTo(1e-7);
        assertThat(PRESET.schedule().kind()).isEqualTo(ScheduleSettings.Kind.KERAS_DECAY);
        assertThat(PRESET.earlyStopping()).isEqualTo(EarlyStopping.OFF);
        assertThat(PRESET.augmentation())
                .isEqualTo(new AugmentationSettings(
                        20, 0.95, 1.05, 0.1, 0.05, true, true, false, AugmentationSettings.StainJitter.NONE));
        assertThat(PRESET.classWeighting()).isTrue();
        assertThat(PRESET.checkpoint()).isEqualTo(Checkpoint.LAST_EPOCH);
        assertThat(Recipes.names())
                .containsExactly(
                        "cancernet",
                        "cancernet-robust",
                        "cancernet-variant",
                        "densenet201",
                        "densenet201-as-published",
                        "squeezenet");
        assertThat(Recipes.preset("cancernet-variant").seed()).isEqualTo(7);
    }

    @Test
    void robustPreset_isTheTutorialsButForWhatItIsNamedFor() {
        Recipe robust = Recipes.preset("cancernet-robust");

        assertThat(robust.augmentation().stain().sigma()).isPositive();
        assertThat(robust.augmentation().rightAngles()).isTrue();
        assertThat(robust.checkpoint()).isEqualTo(Checkpoint.BEST_VALIDATION_ROC_AUC);
        assertThat(robust.earlyStopping().patience()).isPositive();
        assertThat(robust.calibration()).isEqualTo(CalibrationMethod.PLATT);
        assertThat(robust.targetSensitivity()).isEqualTo(0.9);
        assertThat(robust.optimizer()).isEqualTo(PRESET.optimizer());
        assertThat(robust.network()).isEqualTo(PRESET.network());
    }

    @Test
    void denseNetPresets_areThePublishedRecipeAndItsNonsense() {
        Recipe recipe = Recipes.preset("densenet201");
        Recipe published = Recipes.preset("densenet201-as-published");

        assertThat(recipe.input()).isEqualTo(InputSettings.imageNet(224));
        assertThat(recipe.batchSize()).isEqualTo(16);
        assertThat(recipe.epochs()).isEqualTo(20);
        assertThat(recipe.optimizer()).isEqualTo(OptimizerSettings.adam(1e-4));
        assertThat(recipe.schedule())
                .isEqualTo(
                        new ScheduleSettings(ScheduleSettings.Kind.PLATEAU, Monitor.VALIDATION_ACCURACY, 5, 0.2, 1e-7));
        assertThat(recipe.checkpoint()).isEqualTo(Checkpoint.BEST_VALIDATION_ACCURACY);
        assertThat(recipe.classWeighting()).isFalse();
        assertThat(recipe.initialWeights().source()).isEqualTo(InitialWeights.Source.PRETRAINED);
        assertThat(published.augmentation().zoomMin()).isEqualTo(-1);
        assertThat(published.augmentation().zoomMax()).isEqualTo(3);
        assertThat(published.augmentation().rotationDegrees()).isEqualTo(90);
        assertThat(published.input()).isEqualTo(InputSettings.scaled(224, Resize.BILINEAR, 1));
        assertThat(published.with(
                        Map.of("name", "densenet201", "input", recipe.input(), "augmentation", recipe.augmentation())))
                .isEqualTo(recipe);
    }

    @Test
    void backbones_areAskedOfNetworksThatHaveOne() {
        assertRefused(Map.of("initialWeights.source", "PRETRAINED"), "initialWeights.source");
        Recipe frozen = Recipes.preset("squeezenet").with(Map.of("initialWeights.backbone", "FROZEN"));
        assertThat(frozen.initialWeights().backbone()).isEqualTo(InitialWeights.Backbone.FROZEN);
        assertRefused(() -> frozen.with(Map.of("initialWeights.source", "RANDOM")), "initialWeights.backbone");
    }

    @Test
    void json_survivesARoundTrip() {
        for (String name : Recipes.names()) {
            Recipe preset = Recipes.preset(name);
            assertThat(Recipe.fromJson(preset.toJson())).isEqualTo(preset);
        }
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
        "optimizer.kind, ADADELTA, optimizer.kind",
        "optimizer.beta1, 1, optimizer.beta1",
        "optimizer.beta2, -0.1, optimizer.beta2",
        "optimizer.momentum, 0.9, optimizer.momentum",
        "optimizer.weightDecay, 0.01, optimizer.weightDecay",
        "schedule.kind, COSINE, schedule.kind",
        "schedule.patience, 0, schedule.patience",
        "schedule.factor, 0, schedule.factor",
        "schedule.floor, -1, schedule.floor",
        "schedule.monitor, LOSS, schedule.monitor",
        "earlyStopping.patience, -1, earlyStopping.patience",
        "earlyStopping.minDelta, 2, earlyStopping.minDelta",
        "earlyStopping.wait, 2, earlyStopping.wait",
        "augmentation.stain.sigma, 1.5, augmentation.stain.sigma",
        "augmentation.stain.bias, -0.1, augmentation.stain.bias",
        "augmentation.zoomMin, -11, augmentation.zoomMin",
        "augmentation.rightAngles, 1, augmentation.rightAngles",
        "input.width, 4, input.width",
        "input.scaling, 2, input.scaling",
        "input.mean, 0.5, input.mean",
        "initialWeights.source, IMAGENET, initialWeights.source",
        "initialWeights.backbone, FROZEN, initialWeights.backbone",
        "initialWeights.sha256, abc, initialWeights.sha256",
        "testTimeAugmentation, TENCROP, testTimeAugmentation",
        "device, TPU, device",
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
    void listsOfChannels_haveThreeValuesInRange() {
        assertRefused(Map.of("input.mean", List.of(0.5, 0.5)), "input.mean");
        assertRefused(Map.of("input.deviation", List.of(1, 0, 1)), "input.deviation");
        assertThat(PRESET.with(Map.of("input.mean", List.of(0.4, 0.5, 0.6)))
                        .input()
                        .mean())
                .containsExactly(0.4, 0.5, 0.6);
    }

    @Test
    void rotations_takeASquareInput() {
        assertRefused(Map.of("input.width", 40, "augmentation.rightAngles", true), "augmentation.rightAngles");
        assertRefused(Map.of("input.width", 40, "testTimeAugmentation", "FLIPS_AND_ROTATIONS"), "testTimeAugmentation");
    }

    @Test
    void pretrainedWeights_areNamedByFileAndHash() {
        Recipe open = Recipes.preset("densenet201");
        String hash = Sha256.of(new byte[0]).toString();

        assertRefused(open::requireComplete, "initialWeights.file");
        assertRefused(
                () -> open.with(Map.of("initialWeights.file", "weights/a.safetensors"))
                        .requireComplete(),
                "initialWeights.sha256");
        assertRefused(
                () -> open.with(Map.of("initialWeights.file", "https://x/a", "initialWeights.sha256", hash))
                        .requireComplete(),
                "initialWeights.file");
        Recipe whole = open.with(Map.of("initialWeights.file", "weights/a.safetensors", "initialWeights.sha256", hash));
        assertThat(whole.requireComplete().initialWeights().sha256()).hasToString(hash);
        assertThat(Recipe.fromJson(whole.toJson())).isEqualTo(whole);
        assertThat(PRESET.requireComplete()).isSameAs(PRESET);
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

    private static void assertRefused(Map<String, ?> overrides, String field) {
        assertRefused(() -> PRESET.with(overrides), field);
    }

    private static void assertRefused(ThrowingCallable call, String field) {
        assertThatExceptionOfType(InvalidRecipeException.class).isThrownBy(call).satisfies(e -> assertThat(e.field())
                .isEqualTo(field));
    }

    private static Object parsed(String value) {
        if (value.matches("-?\\d+")) {
            return Integer.parseInt(value);
        }
        return value.matches("-?[\\d.]+|NaN") ? Double.parseDouble(value) : value;
    }
}
