package io.cancernet.training.augmentation.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.cancernet.common.network.Devices;
import io.cancernet.training.augmentation.Augmentation;
import io.cancernet.training.augmentation.DrawnChanges;
import io.cancernet.training.recipe.AugmentationSettings;
import io.cancernet.training.recipe.AugmentationSettings.StainJitter;
import io.cancernet.training.recipe.Recipes;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tensor operations make the very levels that the loops over pixels make, tolerance 0. */
class TensorAugmentationTest {

    private static final int PATCHES = 5;

    /** More room than the batch takes, as in the last batch of a pass. */
    private static final int CAPACITY = 40;

    private static final int BATCH = 37;

    static Stream<Arguments> settings() {
        AugmentationSettings published = Recipes.preset("cancernet").augmentation();
        return Stream.of(
                Arguments.of("nothing", AugmentationSettings.NONE, 12, 8),
                Arguments.of("as published", published, 12, 8),
                Arguments.of("as published at full size", published, 48, 48),
                Arguments.of("robust", Recipes.preset("cancernet-robust").augmentation(), 16, 16),
                Arguments.of(
                        "nonsense zoom",
                        Recipes.preset("densenet201-as-published").augmentation(),
                        9,
                        14),
                Arguments.of("stains alone", AugmentationSettings.NONE.withStain(new StainJitter(0.9, 0.5)), 7, 7),
                // 300 px: positions need more bits than a 32-bit float has.
                Arguments.of("large", published.withStain(new StainJitter(0.05, 0.05)), 300, 40));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void levels_areThoseOfTheCpu(String name, AugmentationSettings settings, int width, int height) {
        Augmentation augmentation = new Augmentation(settings, width, height);
        DrawnChanges changes = augmentation.changes(CAPACITY);
        byte[][] set = noise(width * height * 3);
        byte[] expected = new byte[BATCH * width * height * 3];
        int[] patches = new int[CAPACITY];
        for (int i = 0; i < BATCH; i++) {
            patches[i] = i * 3 % PATCHES;
            byte[] changed = new byte[width * height * 3];
            augmentation.apply(1000L * i, set[patches[i]], changed);
            System.arraycopy(changed, 0, expected, i * changed.length, changed.length);
            augmentation.draw(1000L * i, changes, i);
        }

        byte[] actual = byTensors(set, width, height, patches, changes);

        assertThat(actual).isEqualTo(expected);
        if (!settings.equals(AugmentationSettings.NONE)) {
            assertThat(actual).isNotEqualTo(unchanged(set, patches));
        }
    }

    @Test
    void batch_leavesNothingWithTheSet() {
        Augmentation augmentation =
                new Augmentation(Recipes.preset("cancernet-robust").augmentation(), 8, 8);
        DrawnChanges changes = augmentation.changes(2);
        augmentation.draw(1, changes, 0);
        augmentation.draw(2, changes, 1);
        try (NDManager manager = Devices.engine().newBaseManager()) {
            NDArray pixels = array(manager, noise(8 * 8 * 3), 8, 8);
            TensorAugmentation tensors = new TensorAugmentation(manager, 8, 8);
            int before = manager.getManagedArrays().size();
            try (NDManager batch = manager.newSubManager()) {
                tensors.apply(batch, pixels, new int[] {0, 1}, 2, changes);
            }

            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    private static byte[] byTensors(byte[][] set, int width, int height, int[] patches, DrawnChanges changes) {
        try (NDManager manager = Devices.engine().newBaseManager();
                NDManager batch = manager.newSubManager()) {
            NDArray pixels = array(manager, set, width, height);
            NDArray images =
                    new TensorAugmentation(manager, height, width).apply(batch, pixels, patches, BATCH, changes);
            assertThat(images.getShape()).isEqualTo(new Shape(BATCH, height, width, 3));
            return images.toByteArray();
        }
    }

    private static NDArray array(NDManager manager, byte[][] set, int width, int height) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(set.length * width * height * 3);
        for (byte[] patch : set) {
            bytes.put(patch);
        }
        return manager.create(bytes.rewind(), new Shape((long) set.length * width * height, 3), DataType.UINT8);
    }

    private static byte[] unchanged(byte[][] set, int[] patches) {
        ByteBuffer bytes = ByteBuffer.allocate(BATCH * set[0].length);
        for (int i = 0; i < BATCH; i++) {
            bytes.put(set[patches[i]]);
        }
        return bytes.array();
    }

    private static byte[][] noise(int length) {
        byte[][] set = new byte[PATCHES][length];
        Random random = new Random(11);
        for (byte[] patch : set) {
            random.nextBytes(patch);
        }
        return set;
    }
}
