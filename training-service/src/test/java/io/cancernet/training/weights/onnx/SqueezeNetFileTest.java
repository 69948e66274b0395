package io.cancernet.training.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.image.Resize;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.Network;
import io.cancernet.common.network.NetworkInput;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.common.network.Normalization;
import io.cancernet.common.network.Tensor;
import io.cancernet.common.unit.MicronsPerPixel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SqueezeNetFileTest {

    private static final int SIDE = 224;
    private static final int CHANNELS = 512;
    private static final String LAST = "fire9/concat_1";

    /** What the network was trained without: of blue, green and red (SqueezeNet 1.1's train_val.prototxt). */
    private static final float[] CAFFE_MEANS = {104, 117, 123};

    @Test
    void network_isTheFilesInOnnxRuntime() throws IOException, OrtException {
        byte[] file = file();
        byte[] pixels = new byte[SIDE * SIDE * 3];
        new Random(6).nextBytes(pixels);
        double[] expected = pooledByOnnxRuntime(file, pixels);
        try (Network network = Network.initialised(NetworkSpec.of("squeezenet"), SIDE, SIDE, 1, Device.cpu())) {
            JniUtils.setGradMode(false);
            network.loadBackbone(SqueezeNetFile.read(file));
            Random random = new Random(3);
            for (int i = 0; i < 4; i++) {
                float[] direction = new float[CHANNELS];
                double answer = 0;
                double size = 0;
                for (int c = 0; c < CHANNELS; c++) {
                    direction[c] = (float) random.nextGaussian();
                    answer += direction[c] * expected[c];
                    size += Math.abs(direction[c] * expected[c]);
                }
                assertThat((double) seen(network, direction, pixels)).isCloseTo(answer, within(1e-4 * size));
            }
        }
    }

    @Test
    void otherFiles_areRefused() throws IOException {
        assertThatExceptionOfType(DomainException.class).isThrownBy(() -> SqueezeNetFile.read(new byte[] {1, 2, 3}));
        byte[] other = ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder()
                        .addInitializer(TensorProto.newBuilder().setName("conv2_w_0")))
                .build()
                .toByteArray();
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> SqueezeNetFile.read(other))
                .withMessageContaining("conv2_w_0");
    }

    @Test
    void halfFloats_areReadExactly() {
        assertThat(HalfFloat.toFloat((short) 0x3c00)).isEqualTo(1f);
        assertThat(HalfFloat.toFloat((short) 0xc000)).isEqualTo(-2f);
        assertThat(HalfFloat.toFloat((short) 0x7bff)).isEqualTo(65504f);
        assertThat(HalfFloat.toFloat((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(HalfFloat.toFloat((short) 0x3555)).isCloseTo(1 / 3f, within(1e-4f));
        assertThat(HalfFloat.toFloat((short) 0x7c00)).isInfinite();
        assertThat(HalfFloat.toFloat((short) 0x7e00)).isNaN();
    }

    /** The pooled backbone along a direction: the head is made to pass it through. */
    private static float seen(Network network, float[] direction, byte[] pixels) {
        SortedMap<String, Tensor> weights = network.weights();
        float[] both = new float[2 * CHANNELS];
        System.arraycopy(direction, 0, both, CHANNELS, CHANNELS);
        fill(weights, "head.classes.weight", both);
        fill(weights, "head.classes.bias", new float[2]);
        float[] variance = new float[CHANNELS];
        // What the epsilon of the normalisation leaves to 1.
        Arrays.fill(variance, 1 - 1e-5f);
        fill(weights, "head.norm.running_var", variance);
        network.load(weights);
        InputSpec input = new InputSpec(
                SIDE, SIDE, new MicronsPerPixel(1), 1.0 / 255, Resize.BILINEAR, null, Normalization.IMAGE_NET, null);
        ByteBuffer buffer = ByteBuffer.allocateDirect(pixels.length).put(pixels);
        try (NDManager batch = network.newBatch()) {
            NDArray images = NetworkInput.of(batch, buffer, 1, input);
            return network.differences(images, null)[0];
        }
    }

    private static void fill(Map<String, Tensor> weights, String name, float[] values) {
        weights.computeIfPresent(name, (key, tensor) -> new Tensor(tensor.shape(), values));
    }

    /** Means of the last module's channels in the file's own graph, computed with 32-bit floats. */
    private static double[] pooledByOnnxRuntime(byte[] file, byte[] rgb) throws IOException, OrtException {
        float[] planes = new float[3 * SIDE * SIDE];
        for (int i = 0; i < rgb.length; i++) {
            int channel = 2 - i % 3;
            planes[channel * SIDE * SIDE + i / 3] = (rgb[i] & 0xff) - CAFFE_MEANS[channel];
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(single(file));
                OnnxTensor input =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(planes), new long[] {1, 3, SIDE, SIDE});
                OrtSession.Result result = session.run(Map.of("data_0", input))) {
            float[][][] maps = ((float[][][][]) result.get(LAST).orElseThrow().getValue())[0];
            double[] means = new double[maps.length];
            for (int c = 0; c < maps.length; c++) {
                for (float[] row : maps[c]) {
                    for (float value : row) {
                        means[c] += value / (double) (row.length * maps[c].length);
                    }
                }
            }
            return means;
        }
    }

    /** The file with 32-bit floats and one output, the last module's. */
    private static byte[] single(byte[] file) throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(file).toBuilder();
        GraphProto.Builder graph = model.getGraphBuilder();
        graph.clearValueInfo().clearOutput();
        graph.addOutput(ValueInfoProto.newBuilder()
                .setName(LAST)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(1))));
        for (ValueInfoProto.Builder input : graph.getInputBuilderList()) {
            input.getTypeBuilder().getTensorTypeBuilder().setElemType(1);
        }
        for (TensorProto.Builder initializer : graph.getInitializerBuilderList()) {
            ByteBuffer halves = initializer.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer floats = ByteBuffer.allocate(2 * halves.remaining()).order(ByteOrder.LITTLE_ENDIAN);
            while (halves.hasRemaining()) {
                floats.putFloat(HalfFloat.toFloat(halves.getShort()));
            }
            initializer.setDataType(1).setRawData(ByteString.copyFrom(floats.flip()));
        }
        return model.build().toByteArray();
    }

    private static byte[] file() throws IOException {
        Path file = Path.of(System.getProperty("cancernet.shared.data", "absent"), "weights", "SqueezeNet_fp16.onnx");
        Assumptions.assumeTrue(Files.exists(file), "no pretrained weights at " + file);
        return Files.readAllBytes(file);
    }
}
