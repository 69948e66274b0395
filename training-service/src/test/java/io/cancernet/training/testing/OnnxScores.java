package io.cancernet.training.testing;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.NetworkGraph;
import io.cancernet.common.network.Normalization;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What ONNX Runtime makes of images with a model file, brought to the network's input by code of its own. */
public final class OnnxScores {

    private static final int LEVELS = 256;

    private OnnxScores() {}

    /** Logit of disease minus logit of none, of all images in one batch. */
    public static float[] differences(byte[] onnx, InputSpec input, List<RgbImage> images) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = {images.size(), RgbImage.CHANNELS, input.height(), input.width()};
        try (OrtSession session = environment.createSession(onnx, new OrtSession.SessionOptions());
                OnnxTensor batch = OnnxTensor.createTensor(environment, values(input, images), shape);
                OrtSession.Result result = session.run(Map.of(NetworkGraph.INPUT, batch))) {
            float[][] logits =
                    (float[][]) result.get(NetworkGraph.OUTPUT).orElseThrow().getValue();
            float[] differences = new float[logits.length];
            for (int i = 0; i < logits.length; i++) {
                differences[i] = logits[i][1] - logits[i][0];
            }
            return differences;
        }
    }

    private static FloatBuffer values(InputSpec input, List<RgbImage> images) {
        Normalization normalization = Objects.requireNonNullElse(input.normalization(), Normalization.NONE);
        int area = input.width() * input.height();
        FloatBuffer values = FloatBuffer.allocate(images.size() * area * RgbImage.CHANNELS);
        for (RgbImage image : images) {
            byte[] pixels =
                    input.resize().apply(image, input.width(), input.height()).pixels();
            for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                for (int i = 0; i < area; i++) {
                    int level = Math.floorMod(pixels[i * RgbImage.CHANNELS + channel], LEVELS);
                    double mean = normalization.mean().get(channel);
                    double deviation = normalization.deviation().get(channel);
                    values.put((float) ((level * input.scaling() - mean) / deviation));
                }
            }
        }
        return values.flip();
    }
}
