package io.cancernet.training.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import com.google.protobuf.InvalidProtocolBufferException;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.Resize;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.LoadedModel;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.network.Network;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.common.network.Normalization;
import io.cancernet.common.network.Safetensors;
import io.cancernet.common.network.Tensor;
import io.cancernet.common.network.onnx.OnnxFile;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.training.testing.OnnxScores;
import io.cancernet.training.weights.onnx.SqueezeNetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ONNX Runtime against the engine that trained, on real patches where they are at hand. */
class OnnxFileTest {

    private static final float PARITY = 1e-4f;
    private static final PatchImageCodec CODEC = new PatchImageCodec();
    private static final InputSpec IDC = new InputSpec(48, 48, new MicronsPerPixel(4), 1.0 / 255, Resize.NEAREST, 50);
    private static final InputSpec LARGE = new InputSpec(
            224, 224, new MicronsPerPixel(0.5), 1.0 / 255, Resize.BILINEAR, null, Normalization.IMAGE_NET, null);

    @ParameterizedTest
    @CsvSource({
        "true,AFTER_POOLING",
        "true,BEFORE_POOLING",
        "true,NONE",
        "false,AFTER_POOLING",
        "false,BEFORE_POOLING",
        "false,NONE"
    })
    void cancernet_scoresIdcPatchesAsTheEngine(boolean normalised, String dropout) throws Exception {
        NetworkSpec network =
                new NetworkSpec("cancernet", Map.of("batchNormalization", normalised, "dropout", dropout));

        SortedMap<String, Tensor> weights = weights(network, 48);
        if (!normalised) {
            weights.replaceAll((name, tensor) -> tensor.shape().size() > 1 ? louder(tensor) : tensor);
        }
        assertParity(network, IDC, weights, images("idc", 40));
    }

    @Test
    void pretrainedSqueezeNet_scoresBreakHisImagesAsTheEngine() throws Exception {
        NetworkSpec network = NetworkSpec.of("squeezenet");
        SortedMap<String, Tensor> weights = weights(network, 224);
        weights.putAll(SqueezeNetFile.read(Files.readAllBytes(shared("weights").resolve("SqueezeNet_fp16.onnx"))));

        assertParity(network, LARGE, weights, images("breakhis", 4));
    }

    @Test
    void denseNet_scoresBreakHisImagesAsTheEngine() throws Exception {
        NetworkSpec network = NetworkSpec.of("densenet201");

        assertParity(network, LARGE, weights(network, 224), images("breakhis", 2));
    }

    @Test
    void anyBatch_isTaken() throws Exception {
        NetworkSpec network = NetworkSpec.of("cancernet");
        SortedMap<String, Tensor> weights = weights(network, 48);
        List<RgbImage> images = noise(9);
        byte[] onnx = OnnxFile.write(spec(network, IDC, weights), weights);

        float[] together = OnnxScores.differences(onnx, IDC, images);

        assertThat(together).hasSize(9);
        assertThat(OnnxScores.differences(onnx, IDC, images.subList(4, 5))[0]).isCloseTo(together[4], within(1e-5f));
    }

    @Test
    void file_saysWhatItIsAndEqualModelsAreEqualBytes() throws InvalidProtocolBufferException {
        NetworkSpec network = NetworkSpec.of("cancernet");
        SortedMap<String, Tensor> weights = weights(network, 48);

        byte[] onnx = OnnxFile.write(spec(network, IDC, weights), weights);

        assertThat(OnnxFile.write(spec(network, IDC, weights), weights)).isEqualTo(onnx);
        ModelProto model = ModelProto.parseFrom(onnx);
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(13);
        assertThat(model.getDocString()).contains("Research use only");
        assertThat(model.getMetadataPropsList())
                .anyMatch(each ->
                        each.getKey().equals("classes") && each.getValue().equals("negative,positive"));
    }

    @Test
    void wrongTensors_areNamed() {
        NetworkSpec network = NetworkSpec.of("cancernet");
        SortedMap<String, Tensor> weights = weights(network, 48);
        weights.remove("hidden.bias");

        assertThatThrownBy(() -> OnnxFile.write(spec(network, IDC, weights), weights))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining("hidden.bias is missing");
    }

    private static void assertParity(
            NetworkSpec network, InputSpec input, SortedMap<String, Tensor> weights, List<RgbImage> images)
            throws OrtException {
        ModelSpec spec = spec(network, input, weights);
        float[] expected;
        try (LoadedModel model = LoadedModel.load(spec, Safetensors.toBytes(weights))) {
            expected = model.logitDifferences(images);
        }
        assertThat(expected).as("scores that differ").doesNotHaveDuplicates();

        float[] scores = OnnxScores.differences(OnnxFile.write(spec, weights), spec.input(), images);

        assertThat(scores).containsExactly(expected, within(PARITY));
    }

    /** Seeded weights whose statistics and biases are no longer those of a fresh network. */
    private static SortedMap<String, Tensor> weights(NetworkSpec spec, int side) {
        SortedMap<String, Tensor> weights;
        try (Network network = Network.initialised(spec, side, side, 11, Device.cpu())) {
            weights = new TreeMap<>(network.weights());
        }
        Random random = new Random(5);
        weights.replaceAll((name, tensor) -> tensor.shape().size() > 1 ? tensor : moved(name, tensor, random));
        return weights;
    }

    private static Tensor moved(String name, Tensor tensor, Random random) {
        boolean variance = name.endsWith("Var") || name.endsWith("_var");
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (variance ? random.nextDouble() : 0.1 * random.nextGaussian());
        }
        return new Tensor(tensor.shape(), values);
    }

    /** What nothing normalises fades from layer to layer: then all images would score the same. */
    private static Tensor louder(Tensor tensor) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 2;
        }
        return new Tensor(tensor.shape(), values);
    }

    private static ModelSpec spec(NetworkSpec network, InputSpec input, SortedMap<String, Tensor> weights) {
        return new ModelSpec(
                "parity",
                "1",
                network,
                ModelSpec.CLASSES,
                input,
                Calibration.IDENTITY,
                0.5,
                Sha256.of(Safetensors.toBytes(weights)),
                null,
                null,
                ModelSpec.RESEARCH_USE_ONLY);
    }

    private static List<RgbImage> images(String folder, int count) throws IOException {
        try (Stream<Path> files = Files.walk(shared(folder))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
            int step = found.size() / count;
            return Stream.iterate(0, i -> i + step)
                    .limit(count)
                    .map(i -> read(found.get(i)))
                    .toList();
        }
    }

    private static RgbImage read(Path file) {
        try {
            return CODEC.decode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<RgbImage> noise(int count) {
        Random random = new Random(8);
        return Stream.generate(() -> {
                    byte[] pixels = new byte[50 * 50 * RgbImage.CHANNELS];
                    random.nextBytes(pixels);
                    return new RgbImage(50, 50, pixels);
                })
                .limit(count)
                .toList();
    }

    private static Path shared(String folder) {
        Path data = Path.of(System.getProperty("cancernet.shared.data", "absent"), folder);
        Assumptions.assumeTrue(Files.isDirectory(data), () -> "no real images at " + data);
        return data;
    }
}
