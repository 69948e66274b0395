package io.cancernet.common.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.cancernet.common.image.RgbImage;
import java.nio.ByteBuffer;
import java.util.List;

/** Makes 8-bit images into the batch that a network takes, the same in training and scoring. */
public final class NetworkInput {

    private NetworkInput() {}

    /**
     * A batch of scaled and normalised images.
     *
     * @param manager owns the result
     * @param pixels a direct buffer of interleaved RGB images; it is free again when this returns
     * @return (batch, 3, height, width) with channels last in memory
     */
    public static NDArray of(NDManager manager, ByteBuffer pixels, int images, InputSpec input) {
        Shape shape = new Shape(images, input.height(), input.width(), RgbImage.CHANNELS);
        ByteBuffer exact = pixels.duplicate().position(0).limit(Math.toIntExact(shape.size()));
        try (NDArray bytes = manager.create(exact, shape, DataType.UINT8)) { // (batch, height, width, 3)
            return of(bytes, input);
        }
    }

    /**
     * A batch of images that lie on the device, scaled and normalised.
     *
     * @param bytes (batch, height, width, 3) of 8-bit levels; stays the caller's, its manager owns the result
     * @return (batch, 3, height, width) with channels last in memory
     */
    public static NDArray of(NDArray bytes, InputSpec input) {
        try (NDArray values = bytes.toType(DataType.FLOAT32, true); // (batch, height, width, 3)
                NDArray scaled = values.muli(input.scaling())) {
            Normalization normalization = input.normalization();
            if (normalization != null) {
                normalise(scaled, normalization); // (batch, height, width, 3)
            }
            return scaled.transpose(0, 3, 1, 2); // (batch, 3, height, width)
        }
    }

    private static void normalise(NDArray values, Normalization normalization) {
        try (NDArray mean = channels(values.getManager(), normalization.mean()); // (3)
                NDArray deviation = channels(values.getManager(), normalization.deviation())) { // (3)
            values.subi(mean).divi(deviation);
        }
    }

    private static NDArray channels(NDManager manager, List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return manager.create(floats);
    }
}
