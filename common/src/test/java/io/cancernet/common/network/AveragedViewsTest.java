package io.cancernet.common.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AveragedViewsTest {

    private final NDManager manager = Devices.newManager(Device.cpu());

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void flipsAndRotations_areTheEightSymmetriesOfASquare() {
        NDArray image = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, new Shape(1, 1, 3, 3));
        Set<List<Float>> symmetries = new HashSet<>();
        float[] square = image.toFloatArray();
        for (int turn = 0; turn < 4; turn++) {
            square = turned(square);
            symmetries.add(list(square));
            symmetries.add(list(mirrored(square)));
        }

        assertThat(seen(TestTimeAugmentation.FLIPS_AND_ROTATIONS, image))
                .hasSize(8)
                .containsExactlyInAnyOrderElementsOf(symmetries);
        assertThat(seen(TestTimeAugmentation.FLIPS, image))
                .hasSize(4)
                .doesNotHaveDuplicates()
                .contains(list(image.toFloatArray()), list(mirrored(image.toFloatArray())));
        assertThat(seen(TestTimeAugmentation.NONE, image)).containsExactly(list(image.toFloatArray()));
    }

    @Test
    void probabilities_areAveragedNotLogits() {
        // The upper left pixel is the logit difference: 2, -1, 0 and 5 over the four flips.
        NDArray image = manager.create(new float[] {2, -1, 0, 5}, new Shape(1, 1, 2, 2));
        double mean = (sigmoid(2) + sigmoid(-1) + sigmoid(0) + sigmoid(5)) / 4;

        float[] differences = AveragedViews.differences(TestTimeAugmentation.FLIPS, image, AveragedViewsTest::corner);

        assertThat((double) differences[0]).isCloseTo(Math.log(mean / (1 - mean)), within(1e-6));
    }

    @Test
    void certainty_staysFinite() {
        NDArray image = manager.create(new float[] {5000, 5000, 5000, 5000}, new Shape(1, 1, 2, 2));

        float[] differences = AveragedViews.differences(TestTimeAugmentation.FLIPS, image, AveragedViewsTest::corner);

        assertThat(differences[0]).isFinite().isGreaterThan(100);
    }

    private List<List<Float>> seen(TestTimeAugmentation kind, NDArray image) {
        List<List<Float>> seen = new ArrayList<>();
        AveragedViews.differences(kind, image, view -> {
            seen.add(list(view.toFloatArray()));
            return manager.zeros(new Shape(1, 2));
        });
        return seen;
    }

    private static NDArray corner(NDArray images) {
        NDArray corner = images.get(":, :, 0, 0");
        return NDArrays.concat(new NDList(corner.zerosLike(), corner), 1);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static float[] turned(float[] square) {
        float[] turned = new float[9];
        for (int i = 0; i < 9; i++) {
            turned[i] = square[i % 3 * 3 + 2 - i / 3];
        }
        return turned;
    }

    private static float[] mirrored(float[] square) {
        float[] mirrored = new float[9];
        for (int i = 0; i < 9; i++) {
            mirrored[i] = square[i / 3 * 3 + 2 - i % 3];
        }
        return mirrored;
    }

    private static List<Float> list(float[] values) {
        Float[] boxed = new Float[values.length];
        Arrays.setAll(boxed, i -> values[i]);
        return List.of(boxed);
    }
}
