package io.cancernet.common.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Networks whose backbone comes from a file of torchvision's names. */
class BackboneTest {

    private static final NetworkSpec DENSE_NET = NetworkSpec.of("densenet201");
    private static final NetworkSpec SQUEEZE_NET = NetworkSpec.of("squeezenet");
    private static final int SIDE = 32;

    @Test
    void denseNet_hasTorchvisionsParametersAndTakesAFileOfThem() {
        SortedMap<String, List<Long>> shapes = denseNetShapes();
        Map<String, Tensor> random = random(shapes, 3);
        try (Network network = network(DENSE_NET, 1)) {
            SortedMap<String, Tensor> backbone = backbone(network);
            SortedMap<String, List<Long>> actual = new TreeMap<>();
            backbone.forEach((name, tensor) -> actual.put(name, tensor.shape()));
            assertThat(actual).isEqualTo(shapes);
            assertThat(size(backbone)).isEqualTo(18_321_984);
            long learning = network.trainable().entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("features."))
                    .mapToLong(entry -> entry.getValue().size())
                    .sum();
            assertThat(learning).isEqualTo(18_092_928);

            Map<String, Tensor> file = new TreeMap<>(random);
            file.put("classifier.weight", new Tensor(List.of(1L, 2L), new float[2]));
            byte[] bytes = Safetensors.toBytes(file);
            network.loadBackbone(BackboneWeights.read(bytes, Sha256.of(bytes)));

            SortedMap<String, Tensor> loaded = backbone(network);
            random.forEach((name, tensor) ->
                    assertThat(get(loaded, name).values()).as(name).isEqualTo(tensor.values()));
        }
    }

    @Test
    void squeezeNet_hasTorchvisionsParameters() {
        try (Network network = network(SQUEEZE_NET, 1)) {
            SortedMap<String, Tensor> backbone = backbone(network);

            assertThat(size(backbone)).isEqualTo(722_496);
            assertThat(backbone).hasSize(2 + 8 * 6);
            assertThat(get(backbone, "features.0.weight").shape()).containsExactly(64L, 3L, 3L, 3L);
            assertThat(get(backbone, "features.3.squeeze.weight").shape()).containsExactly(16L, 64L, 1L, 1L);
            assertThat(get(backbone, "features.10.squeeze.bias").shape()).containsExactly(48L);
            assertThat(get(backbone, "features.12.expand3x3.weight").shape()).containsExactly(256L, 64L, 3L, 3L);
            assertThat(network.weights()).containsKeys("head.norm.weight", "head.classes.weight", "head.classes.bias");
        }
    }

    /** The first dense layer and the first transition against their definition, written out. */
    @Test
    void denseLayer_isTheOneOfThePaper() {
        Random random = new Random(7);
        LayerChain layer = new LayerChain()
                .add("norm1", new TorchBatchNormalization())
                .add("relu1", ai.djl.nn.Activation.reluBlock())
                .add("conv1", Convolutions.square(5, 1, 1, 0, false))
                .add("norm2", new TorchBatchNormalization())
                .add("relu2", ai.djl.nn.Activation.reluBlock())
                .add("conv2", Convolutions.square(2, 3, 1, 1, false));
        Appending appending = new Appending(layer);
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            appending.setInitializer(SeededUniform.he(1), ai.djl.nn.Parameter.Type.WEIGHT);
            appending.initialize(manager, ai.djl.ndarray.types.DataType.FLOAT32, new Shape(1, 3, 4, 4));
            appending.getParameters().forEach(parameter -> {
                float[] values = new float
                        [Math.toIntExact(parameter.getValue().getArray().size())];
                for (int i = 0; i < values.length; i++) {
                    values[i] = 0.2f + random.nextFloat();
                }
                parameter.getValue().getArray().set(values);
            });
            float[] image = new float[3 * 16];
            for (int i = 0; i < image.length; i++) {
                image[i] = random.nextFloat() - 0.3f;
            }
            ai.djl.training.ParameterStore store = new ai.djl.training.ParameterStore(manager, false);
            NDArray output = appending
                    .forward(store, new ai.djl.ndarray.NDList(manager.create(image, new Shape(1, 3, 4, 4))), false)
                    .singletonOrThrow();

            assertThat(output.getShape()).isEqualTo(new Shape(1, 5, 4, 4));
            Map<String, float[]> p = new TreeMap<>();
            appending
                    .getParameters()
                    .forEach(parameter -> p.put(
                            parameter.getKey().replaceAll("\\d\\d(?=[nc])", "").replaceFirst("^\\d*_", ""),
                            parameter.getValue().getArray().toFloatArray()));
            double[][] bottleneck = pointwise(rectified(image, 3, p, "norm1"), value(p, "conv1_weight"), 5);
            double[][] added = spatial(rectified(flat(bottleneck), 5, p, "norm2"), value(p, "conv2_weight"), 2);
            float[] expected = new float[5 * 16];
            System.arraycopy(image, 0, expected, 0, image.length);
            System.arraycopy(flat(added), 0, expected, image.length, 2 * 16);
            assertThat(output.toFloatArray()).containsExactly(expected, within(2e-4f));
        }
    }

    @Test
    void outputs_areTwoLogitsAndAFunctionOfTheSeed() {
        for (NetworkSpec spec : List.of(DENSE_NET, SQUEEZE_NET)) {
            try (Network one = network(spec, 5);
                    Network same = network(spec, 5);
                    NDManager batch = one.newBatch()) {
                NDArray images = noise(batch, 2);
                float[] logits = one.infer(images).toFloatArray();

                assertThat(logits).hasSize(4);
                assertThat(same.infer(images).toFloatArray()).containsExactly(logits, within(1e-4f));
                assertThat(one.train(images, new TrainingStep(0, 1)).getShape()).isEqualTo(new Shape(2, 2));
            }
        }
    }

    @Test
    void frozenBackbone_keepsItsWeightsAndStatisticsWhileTheHeadLearns() {
        for (NetworkSpec spec : List.of(DENSE_NET, SQUEEZE_NET)) {
            try (Network network = network(spec, 5)) {
                network.freezeBackbone();
                assertThat(network.trainable().keySet())
                        .containsExactly(
                                "head.classes.bias", "head.classes.weight", "head.norm.bias", "head.norm.weight");
                SortedMap<String, Tensor> before = network.weights();

                step(network);

                SortedMap<String, Tensor> after = network.weights();
                backbone(network).forEach((name, tensor) -> assertThat(tensor.values())
                        .as(name)
                        .isEqualTo(get(before, name).values()));
                assertThat(get(after, "head.norm.running_mean").values())
                        .isNotEqualTo(get(before, "head.norm.running_mean").values());
                try (NDArray gradient = Objects.requireNonNull(
                                network.trainable().get("head.classes.weight"))
                        .getGradient()) {
                    assertThat(gradient.abs().sum().getFloat()).isPositive();
                }
            }
        }
    }

    @Test
    void trainedBackbone_getsGradientsDownToItsFirstLayer() {
        try (Network network = network(DENSE_NET, 5)) {
            SortedMap<String, NDArray> parameters = network.trainable();
            float[] before =
                    get(network.weights(), "features.norm0.running_mean").values();

            step(network);

            try (NDArray gradient = Objects.requireNonNull(parameters.get("features.conv0.weight"))
                    .getGradient()) {
                assertThat(gradient.abs().sum().getFloat()).isPositive();
            }
            assertThat(get(network.weights(), "features.norm0.running_mean").values())
                    .isNotEqualTo(before);
        }
    }

    @Test
    void filesThatDoNotFit_areRefusedNamingEveryTensor() {
        Map<String, Tensor> file = new TreeMap<>();
        try (Network network = network(SQUEEZE_NET, 1)) {
            file.putAll(backbone(network));
            file.remove("features.0.bias");
            file.remove("features.7.squeeze.weight");
            file.put("features.13.squeeze.bias", new Tensor(List.of(1L), new float[1]));
            file.put("features.4.squeeze.bias", new Tensor(List.of(2L), new float[2]));
            byte[] bytes = Safetensors.toBytes(file);
            float[] before = get(network.weights(), "features.3.squeeze.bias").values();

            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> network.loadBackbone(BackboneWeights.read(bytes, Sha256.of(bytes))))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                    .withMessageContaining("features.0.bias is missing")
                    .withMessageContaining("features.7.squeeze.weight is missing")
                    .withMessageContaining("features.13.squeeze.bias is not of this network")
                    .withMessageContaining("features.4.squeeze.bias is [2] and should be [16]");
            assertThat(get(network.weights(), "features.3.squeeze.bias").values())
                    .isEqualTo(before);
            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> BackboneWeights.read(bytes, Sha256.of(new byte[0])))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.HASH_MISMATCH));
        }
    }

    @Test
    void countersClassifierAndFirstNames_areMended() {
        Map<String, Tensor> tensors = Map.of(
                "features.denseblock1.denselayer2.norm.1.weight", new Tensor(List.of(1L), new float[] {1}),
                "features.denseblock1.denselayer2.conv.2.weight", new Tensor(List.of(1L), new float[] {2}),
                "classifier.bias", new Tensor(List.of(1L), new float[] {3}));
        byte[] bytes = withCounter(Safetensors.toBytes(tensors));

        assertThat(BackboneWeights.read(bytes, Sha256.of(bytes)))
                .containsOnlyKeys(
                        "features.denseblock1.denselayer2.norm1.weight",
                        "features.denseblock1.denselayer2.conv2.weight");
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> Safetensors.read(bytes))
                .withMessageContaining("I64");
    }

    /** The file with a 64-bit counter behind its tensors, as PyTorch keeps one beside batch normalisation. */
    private static byte[] withCounter(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) in.getLong();
        String header = new String(file, 8, length, StandardCharsets.UTF_8).trim();
        int data = file.length - 8 - length;
        String more = header.substring(0, header.length() - 1)
                + ",\"features.norm0.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[%d,%d]}}"
                        .formatted(data, data + 8);
        byte[] json = more.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(8 + json.length + data + 8).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(json.length).put(json).put(file, 8 + length, data).putLong(7);
        return out.array();
    }

    private static void step(Network network) {
        try (NDManager batch = network.newBatch();
                GradientCollector gradients = network.engine().newGradientCollector()) {
            network.trainable();
            NDArray logits = network.train(noise(batch, 4), new TrainingStep(3, 1));
            NDArray signs = batch.create(new float[] {1, -1, -1, 1, 1, -1, -1, 1}, new Shape(4, 2));
            gradients.backward(logits.logSoftmax(1).mul(signs).sum());
        }
    }

    /** torchvision's names and shapes of DenseNet-201, from its growth and blocks alone. */
    private static SortedMap<String, List<Long>> denseNetShapes() {
        SortedMap<String, List<Long>> shapes = new TreeMap<>();
        shapes.put("features.conv0.weight", List.of(64L, 3L, 7L, 7L));
        norm(shapes, "features.norm0", 64);
        long channels = 64;
        int[] layers = {6, 12, 48, 32};
        for (int block = 1; block <= 4; block++) {
            for (int layer = 1; layer <= layers[block - 1]; layer++) {
                String name = "features.denseblock%d.denselayer%d.".formatted(block, layer);
                norm(shapes, name + "norm1", channels);
                shapes.put(name + "conv1.weight", List.of(128L, channels, 1L, 1L));
                norm(shapes, name + "norm2", 128);
                shapes.put(name + "conv2.weight", List.of(32L, 128L, 3L, 3L));
                channels += 32;
            }
            if (block < 4) {
                String name = "features.transition%d.".formatted(block);
                norm(shapes, name + "norm", channels);
                shapes.put(name + "conv.weight", List.of(channels / 2, channels, 1L, 1L));
                channels /= 2;
            }
        }
        norm(shapes, "features.norm5", channels);
        return shapes;
    }

    private static void norm(Map<String, List<Long>> shapes, String name, long channels) {
        for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
            shapes.put(name + "." + part, List.of(channels));
        }
    }

    private static Map<String, Tensor> random(Map<String, List<Long>> shapes, long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> tensors = new TreeMap<>();
        shapes.forEach((name, shape) -> {
            float[] values = new float[Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact))];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat();
            }
            tensors.put(name, new Tensor(shape, values));
        });
        return tensors;
    }

    private static float[] rectified(float[] maps, int channels, Map<String, float[]> p, String norm) {
        float[] out = new float[maps.length];
        int size = maps.length / channels;
        for (int i = 0; i < maps.length; i++) {
            int c = i / size;
            double scaled = (maps[i] - value(p, norm + "_running_mean")[c])
                    / Math.sqrt(value(p, norm + "_running_var")[c] + 1e-5);
            out[i] = (float) Math.max(0, scaled * value(p, norm + "_weight")[c] + value(p, norm + "_bias")[c]);
        }
        return out;
    }

    private static double[][] pointwise(float[] maps, float[] weight, int filters) {
        int channels = weight.length / filters;
        double[][] out = new double[filters][16];
        for (int f = 0; f < filters; f++) {
            for (int i = 0; i < 16; i++) {
                for (int c = 0; c < channels; c++) {
                    out[f][i] += weight[f * channels + c] * maps[c * 16 + i];
                }
            }
        }
        return out;
    }

    private static double[][] spatial(float[] maps, float[] weight, int filters) {
        int channels = maps.length / 16;
        double[][] out = new double[filters][16];
        for (int f = 0; f < filters; f++) {
            for (int i = 0; i < 16 * channels * 9; i++) {
                int at = i % 16;
                int c = i / 16 % channels;
                int k = i / 16 / channels;
                int row = at / 4 + k / 3 - 1;
                int column = at % 4 + k % 3 - 1;
                if (row >= 0 && row < 4 && column >= 0 && column < 4) {
                    out[f][at] += weight[(f * channels + c) * 9 + k] * maps[c * 16 + row * 4 + column];
                }
            }
        }
        return out;
    }

    private static float[] flat(double[][] maps) {
        float[] flat = new float[maps.length * 16];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) maps[i / 16][i % 16];
        }
        return flat;
    }

    private static float[] value(Map<String, float[]> parameters, String name) {
        return Objects.requireNonNull(parameters.get(name), name + " of " + parameters.keySet());
    }

    private static Tensor get(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    private static SortedMap<String, Tensor> backbone(Network network) {
        SortedMap<String, Tensor> backbone = new TreeMap<>(network.weights());
        backbone.keySet().removeIf(name -> !name.startsWith("features."));
        return backbone;
    }

    private static long size(Map<String, Tensor> tensors) {
        List<Tensor> all = new ArrayList<>(tensors.values());
        return all.stream().mapToLong(tensor -> tensor.values().length).sum();
    }

    private static Network network(NetworkSpec spec, long seed) {
        return Network.initialised(spec, SIDE, SIDE, seed, Device.cpu());
    }

    private static NDArray noise(NDManager manager, int count) {
        Random random = new Random(2);
        float[] values = new float[count * 3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(count, 3, SIDE, SIDE));
    }
}
