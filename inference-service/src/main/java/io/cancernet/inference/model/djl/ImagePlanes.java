package io.cancernet.inference.model.djl;

import ai.djl.ndarray.types.Shape;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.Normalization;
import io.cancernet.common.network.TestTimeAugmentation.View;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;

/**
 * Images as a network takes them: (images, 3, height, width) of scaled and normalised levels, in a direct buffer that is
 * filled again for each pass. Computes as {@link io.cancernet.common.network.NetworkInput} does. Not thread-safe.
 */
final class ImagePlanes {

    private static final int LEVELS = 256;

    private final int width;
    private final int height;
    private final float[][] levels;
    private final float[] plane;
    private final FloatBuffer values;
    private int images;

    /** @param capacity images at most */
    ImagePlanes(InputSpec input, int capacity) {
        width = input.width();
        height = input.height();
        levels = levels(input);
        plane = new float[width * height];
        values = ByteBuffer.allocateDirect(capacity * RgbImage.CHANNELS * width * height * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** What the network takes for each 8-bit level of each channel. */
    private static float[][] levels(InputSpec input) {
        Normalization normalization = Objects.requireNonNullElse(input.normalization(), Normalization.NONE);
        float[][] levels = new float[RgbImage.CHANNELS][LEVELS];
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            float mean = normalization.mean().get(channel).floatValue();
            float deviation = normalization.deviation().get(channel).floatValue();
            for (int level = 0; level < LEVELS; level++) {
                levels[channel][level] = (level * (float) input.scaling() - mean) / deviation;
            }
        }
        return levels;
    }

    /** Takes images of the network's size, all seen in the same way. */
    void fill(List<RgbImage> from, View view) {
        values.clear();
        images = from.size();
        for (RgbImage image : from) {
            for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                fillPlane(image.pixels(), channel, view);
                values.put(plane);
            }
        }
        values.flip();
    }

    private void fillPlane(byte[] pixels, int channel, View view) {
        float[] level = levels[channel];
        // Steps in the image for a step along the row or the column of the view: only squares are transposed.
        int rowStep = (view.transposed() ? 1 : width) * RgbImage.CHANNELS;
        int columnStep = (view.transposed() ? width : 1) * RgbImage.CHANNELS;
        int at = 0;
        for (int row = 0; row < height; row++) {
            int seenRow = view.rowsReversed() ? height - 1 - row : row;
            int from = seenRow * rowStep + channel;
            int step = columnStep;
            if (view.columnsReversed()) {
                from += (width - 1) * columnStep;
                step = -columnStep;
            }
            for (int column = 0; column < width; column++) {
                plane[at++] = level[pixels[from] & 0xff];
                from += step;
            }
        }
    }

    FloatBuffer values() {
        return values;
    }

    Shape shape() {
        return new Shape(images, RgbImage.CHANNELS, height, width);
    }
}
