package io.cancernet.common.network;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Test-time augmentation of a batch that lies in the engine. */
final class AveragedViews {

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
        ViewAverage average = new ViewAverage(Math.toIntExact(images.getShape().get(0)));
        for (TestTimeAugmentation.View view : kind.views()) {
            try (NDArray seen = seen(view, images)) {
                average.add(differences(seen, network));
            }
        }
        return average.differences();
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

    /** An array of its own, (batch, 3, height, width). */
    private static NDArray seen(TestTimeAugmentation.View view, NDArray images) {
        int[] flipped = IntStream.of(view.rowsReversed() ? ROW_AXIS : 0, view.columnsReversed() ? COLUMN_AXIS : 0)
                .filter(axis -> axis > 0)
                .toArray();
        if (!view.transposed()) {
            return flipped.length == 0 ? images.duplicate() : images.flip(flipped);
        }
        try (NDArray transposed = images.transpose(0, 1, COLUMN_AXIS, ROW_AXIS)) {
            return flipped.length == 0 ? transposed.duplicate() : transposed.flip(flipped);
        }
    }
}
