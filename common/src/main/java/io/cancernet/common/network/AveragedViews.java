package io.cancernet.common.network;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Test-time augmentation: the probabilities of an image's views are averaged and taken back to a logit difference, so
 * that calibration and threshold apply as without it.
 */
final class AveragedViews {

    /** Beyond it a probability is 0 even in double precision. */
    private static final double LARGEST = 700;

    private static final int ROW_AXIS = 2;
    private static final int COLUMN_AXIS = 3;

    private AveragedViews() {}

    /**
     * Logit of disease minus logit of none for each image.
     *
     * @param images (batch, 3, height, width)
     * @param network takes such a batch to (batch, 2)
     */
    static float[] differences(TestTimeAugmentation kind, NDArray images, UnaryOperator<NDArray> network) {
        if (kind == TestTimeAugmentation.NONE) {
            return differences(images, network);
        }
        int count = Math.toIntExact(images.getShape().get(0));
        double[] disease = new double[count];
        double[] none = new double[count];
        float[] differences = new float[count];
        for (UnaryOperator<NDArray> view : views(kind)) {
            try (NDArray seen = view.apply(images)) {
                differences = differences(seen, network);
            }
            for (int i = 0; i < count; i++) {
                double difference = Math.max(-LARGEST, Math.min(LARGEST, differences[i]));
                disease[i] += 1 / (1 + Math.exp(-difference));
                none[i] += 1 / (1 + Math.exp(difference));
            }
        }
        for (int i = 0; i < count; i++) {
            differences[i] = (float) Math.log(disease[i] / none[i]);
        }
        return differences;
    }

    private static float[] differences(NDArray images, UnaryOperator<NDArray> network) {
        try (NDArray outputs = network.apply(images)) {
            float[] logits = outputs.toFloatArray();
            float[] differences = new float[logits.length / 2];
            for (int i = 0; i < differences.length; i++) {
                differences[i] = logits[2 * i + 1] - logits[2 * i];
            }
            return differences;
        }
    }

    /** Each makes an array of its own, (batch, 3, height, width). */
    private static List<UnaryOperator<NDArray>> views(TestTimeAugmentation kind) {
        List<UnaryOperator<NDArray>> flips = List.of(
                NDArray::duplicate,
                images -> images.flip(COLUMN_AXIS),
                images -> images.flip(ROW_AXIS),
                images -> images.flip(ROW_AXIS, COLUMN_AXIS));
        if (kind == TestTimeAugmentation.FLIPS) {
            return flips;
        }
        List<UnaryOperator<NDArray>> all = new ArrayList<>(flips);
        for (UnaryOperator<NDArray> flip : flips) {
            all.add(images -> {
                try (NDArray transposed = images.transpose(0, 1, COLUMN_AXIS, ROW_AXIS)) {
                    return flip.apply(transposed);
                }
            });
        }
        return all;
    }
}
