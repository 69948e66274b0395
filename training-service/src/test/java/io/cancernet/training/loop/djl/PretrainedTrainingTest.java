package io.cancernet.training.loop.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.Devices;
import io.cancernet.common.network.LoadedModel;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.network.Network;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.common.network.Safetensors;
import io.cancernet.common.network.Tensor;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.training.data.PatchSet;
import io.cancernet.training.loop.MemoryPixels;
import io.cancernet.training.loop.TrainingResult;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import io.cancernet.training.weights.StoredWeightFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that start from the backbone of a file. */
class PretrainedTrainingTest {

    private static final int SIDE = 32;
    private static final String KEY = "weights/squeezenet.safetensors";

    @TempDir
    Path folder;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final DjlNetworkTrainer trainer = new DjlNetworkTrainer(new StoredWeightFiles(store));
    private final PatchSet train = MemoryPixels.learnable(32, SIDE, 2, 1);
    private final PatchSet validation = MemoryPixels.learnable(16, SIDE, 2, 2);
    private final byte[] file = weights();

    @Test
    void frozenBackbone_isThatOfTheFileAfterTraining() {
        store.put(KEY, file, "application/octet-stream");
        Recipe recipe = recipe(KEY).with(Map.of("initialWeights.backbone", "FROZEN"));

        TrainingResult result = trainer.train(recipe, train, validation, e -> {}, () -> false);

        SortedMap<String, Tensor> before = Safetensors.read(file);
        SortedMap<String, Tensor> after = Safetensors.read(result.weights());
        after.forEach((name, tensor) -> {
            if (name.startsWith("features.")) {
                assertThat(tensor.values()).as(name).isEqualTo(get(before, name).values());
            }
        });
        assertThat(get(after, "head.norm.bias").values()).isNotEqualTo(new float[512]);
    }

    @Test
    void trainedBackbone_startsFromTheFileOnThisMachine() throws IOException {
        Path local = Files.write(folder.resolve("weights.safetensors"), file);
        Recipe recipe = recipe(local.toUri().toString()).with(Map.of("optimizer.learningRate", 1e-9));

        TrainingResult result = trainer.train(recipe, train, validation, e -> {}, () -> false);

        float[] before =
                get(Safetensors.read(file), "features.12.expand3x3.weight").values();
        float[] after = get(Safetensors.read(result.weights()), "features.12.expand3x3.weight")
                .values();
        assertThat(after).containsExactly(before, within(1e-6f));
    }

    @Test
    void filesThatAreAwayOrOthers_areRefused() {
        assertRefused(recipe(KEY), ErrorCode.NOT_FOUND, KEY);
        assertRefused(recipe(folder.resolve("none").toUri().toString()), ErrorCode.NOT_FOUND, "none");
        store.put(KEY, new byte[9], "application/octet-stream");
        assertRefused(recipe(KEY), ErrorCode.HASH_MISMATCH, "sha256");
    }

    @Test
    void averagedViews_areTheSameInTrainingAndInTheLoadedModel() {
        Recipe recipe = Recipes.preset("cancernet")
                .with(Map.of(
                        "input.width",
                        SIDE,
                        "input.height",
                        SIDE,
                        "epochs",
                        1,
                        "testTimeAugmentation",
                        "FLIPS_AND_ROTATIONS"));
        byte[] weights =
                trainer.train(recipe, train, validation, e -> {}, () -> false).weights();

        float[] averaged = trainer.predict(recipe, weights, validation);
        float[] single = trainer.predict(recipe.with(Map.of("testTimeAugmentation", "NONE")), weights, validation);

        assertThat(averaged).isNotEqualTo(single);
        ModelSpec spec = new ModelSpec(
                "m",
                "1",
                recipe.network(),
                ModelSpec.CLASSES,
                recipe.inputSpec(new MicronsPerPixel(4), null),
                Calibration.IDENTITY,
                0.5,
                Sha256.of(weights),
                new RunId("r"),
                Sha256.of(new byte[0]),
                ModelSpec.RESEARCH_USE_ONLY);
        try (LoadedModel model = LoadedModel.load(spec, weights)) {
            List<RgbImage> images = images(validation);
            assertThat(model.logitDifferences(images)).containsExactly(averaged, within(1e-4f));
            // What is averaged over all symmetries does not see one of them.
            assertThat(model.logitDifferences(images.stream()
                            .map(PretrainedTrainingTest::mirrored)
                            .toList()))
                    .containsExactly(averaged, within(1e-3f));
        }
    }

    @Test
    void gpuWhereThereIsNone_isRefusedBeforeDataIsLoaded() {
        Assumptions.assumeTrue(Devices.gpu().isEmpty(), "there is a GPU here");
        Recipe recipe = Recipes.preset("cancernet").with(Map.of("device", "GPU"));

        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> trainer.requireAble(recipe))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DEVICE_MISSING))
                .withMessageContaining("GPU");
        assertThat(ChosenDevice.of(recipe.with(Map.of("device", "AUTO")).device()))
                .isEqualTo(Device.cpu());
    }

    private void assertRefused(Recipe recipe, ErrorCode code, String message) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> trainer.train(recipe, train, validation, e -> {}, () -> false))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .withMessageContaining(message);
    }

    private Recipe recipe(String source) {
        return Recipes.preset("squeezenet")
                .with(Map.of(
                        "input.width",
                        SIDE,
                        "input.height",
                        SIDE,
                        "epochs",
                        1,
                        "batchSize",
                        16,
                        "initialWeights.file",
                        source,
                        "initialWeights.sha256",
                        Sha256.of(file).toString(),
                        "testTimeAugmentation",
                        "NONE"));
    }

    private static byte[] weights() {
        try (Network network = Network.initialised(NetworkSpec.of("squeezenet"), SIDE, SIDE, 77, Device.cpu())) {
            SortedMap<String, Tensor> tensors = network.weights();
            tensors.keySet().removeIf(name -> !name.startsWith("features."));
            return Safetensors.toBytes(tensors);
        }
    }

    private static Tensor get(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    private static List<RgbImage> images(PatchSet patches) {
        List<RgbImage> images = new ArrayList<>();
        for (int i = 0; i < patches.size(); i++) {
            byte[] pixels = new byte[SIDE * SIDE * 3];
            patches.pixels().read(patches.row(i), pixels);
            images.add(new RgbImage(SIDE, SIDE, pixels));
        }
        return images;
    }

    private static RgbImage mirrored(RgbImage image) {
        byte[] pixels = new byte[image.pixels().length];
        for (int i = 0; i < pixels.length; i += 3) {
            int row = i / 3 / SIDE;
            int column = i / 3 % SIDE;
            System.arraycopy(image.pixels(), i, pixels, (row * SIDE + SIDE - 1 - column) * 3, 3);
        }
        return new RgbImage(SIDE, SIDE, pixels);
    }
}
