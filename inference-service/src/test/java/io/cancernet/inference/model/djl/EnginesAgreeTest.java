package io.cancernet.inference.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
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
import io.cancernet.common.network.TestTimeAugmentation;
import io.cancernet.common.network.onnx.OnnxFile;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.inference.model.ScoringModel;
import io.cancernet.inference.testing.TestSlide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** DJL's OnnxRuntime engine gives an image the probability that the engine gives it that trained the model. */
class EnginesAgreeTest {

    private static final float PARITY = 1e-4f;
    private static final int SIDE = 48;

    @ParameterizedTest
    @CsvSource({"true,AFTER_POOLING", "false,BEFORE_POOLING"})
    void cancernetAndItsVariant_scoreRealPatchesAlike(boolean normalised, String dropout) {
        NetworkSpec network =
                new NetworkSpec("cancernet", Map.of("batchNormalization", normalised, "dropout", dropout));

        assertAgreement(network, input(SIDE, null, TestTimeAugmentation.NONE), realPatches(100));
    }

    @ParameterizedTest
    @EnumSource
    void testTimeAugmentation_isHonoured(TestTimeAugmentation views) {
        assertAgreement(NetworkSpec.of("cancernet"), input(16, null, views), noise(20));
    }

    @Test
    void normalisation_isHonoured() {
        assertAgreement(
                NetworkSpec.of("cancernet"), input(16, Normalization.IMAGE_NET, TestTimeAugmentation.NONE), noise(20));
    }

    @Test
    void morePatchesThanAPassHolds_areScoredInTheirOrder() {
        assertAgreement(NetworkSpec.of("cancernet"), input(16, null, TestTimeAugmentation.NONE), noise(150));
    }

    @Test
    void fileThatIsNoNetwork_isRefused() {
        ModelSpec spec =
                spec(NetworkSpec.of("cancernet"), input(16, null, TestTimeAugmentation.NONE), Sha256.of(new byte[0]));

        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> OnnxScoringModel.load(spec, new byte[] {1, 2, 3}, null, 1))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                .withMessageContaining("model.onnx");
    }

    @Test
    void closedModel_saysSo() {
        SortedMap<String, Tensor> weights = weights(NetworkSpec.of("cancernet"), 16);
        ModelSpec spec = spec(
                NetworkSpec.of("cancernet"),
                input(16, null, TestTimeAugmentation.NONE),
                Sha256.of(Safetensors.toBytes(weights)));
        OnnxScoringModel model = OnnxScoringModel.load(spec, OnnxFile.write(spec, weights), null, 1);
        model.close();
        model.close();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> model.probabilities(noise(1)))
                .withMessageContaining("closed");
    }

    private static void assertAgreement(NetworkSpec network, InputSpec input, List<RgbImage> images) {
        SortedMap<String, Tensor> weights = weights(network, input.width());
        byte[] bytes = Safetensors.toBytes(weights);
        ModelSpec spec = spec(network, input, Sha256.of(bytes));
        try (ScoringModel pytorch = new PytorchScoringModel(LoadedModel.load(spec, bytes), null);
                ScoringModel onnx = OnnxScoringModel.load(spec, OnnxFile.write(spec, weights), null, 2)) {
            onnx.warmUp(8);
            float[] expected = pytorch.probabilities(images);
            assertThat(IntStream.range(0, expected.length)
                            .mapToObj(i -> expected[i])
                            .distinct())
                    .as("probabilities that differ")
                    .hasSizeGreaterThan(images.size() / 2);

            assertThat(onnx.probabilities(images)).containsExactly(expected, within(PARITY));
        }
    }

    /** Seeded weights whose statistics and biases are no longer those of a fresh network, and which tell images apart. */
    private static SortedMap<String, Tensor> weights(NetworkSpec spec, int side) {
        SortedMap<String, Tensor> weights;
        try (Network network = Network.initialised(spec, side, side, 11, Device.cpu())) {
            weights = new TreeMap<>(network.weights());
        }
        Random random = new Random(5);
        weights.replaceAll((name, tensor) -> {
            float[] values = tensor.values().clone();
            boolean matrix = tensor.shape().size() > 1;
            for (int i = 0; i < values.length; i++) {
                values[i] = matrix ? 2 * values[i] : values[i] + (float) moved(name, random);
            }
            return new Tensor(tensor.shape(), values);
        });
        return weights;
    }

    private static double moved(String name, Random random) {
        return name.endsWith("Var") ? random.nextDouble() : 0.1 * random.nextGaussian();
    }

    private static InputSpec input(int side, @Nullable Normalization normalization, TestTimeAugmentation views) {
        return new InputSpec(side, side, new MicronsPerPixel(4), 1.0 / 255, Resize.NEAREST, 50, normalization, views);
    }

    private static ModelSpec spec(NetworkSpec network, InputSpec input, Sha256 weights) {
        return new ModelSpec(
                "parity",
                "1",
                network,
                ModelSpec.CLASSES,
                input,
                new Calibration(0.8, -0.1),
                0.5,
                weights,
                null,
                null,
                ModelSpec.RESEARCH_USE_ONLY);
    }

    private static List<RgbImage> noise(int count) {
        return IntStream.range(0, count).mapToObj(TestSlide::pixels).toList();
    }

    private static List<RgbImage> realPatches(int count) {
        Path data = Path.of(System.getProperty("cancernet.shared.data", "absent"), "idc");
        Assumptions.assumeTrue(Files.isDirectory(data), () -> "no real patches at " + data);
        PatchImageCodec codec = new PatchImageCodec();
        try (Stream<Path> files = Files.walk(data)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
            int step = found.size() / count;
            return IntStream.range(0, count)
                    .mapToObj(i -> codec.decode(read(found.get(i * step))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
