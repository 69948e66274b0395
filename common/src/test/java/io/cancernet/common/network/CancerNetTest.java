package io.cancernet.common.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import io.cancernet.common.error.DomainException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CancerNetTest {

    private static final NetworkSpec SPEC = NetworkSpec.of("cancernet");

    @Test
    void parameters_areThoseOfThePublishedNetwork() {
        try (Network network = network(SPEC, 1)) {
            assertThat(network.parameterCount()).isEqualTo(1_235_133);
            assertThat(network.weights())
                    .containsKeys("conv1.depthwise", "conv6.pointwise", "norm7.gamma", "hidden.weight", "classes.bias")
                    .hasSize(6 * 3 + 7 * 4 + 2 * 2);
        }
    }

    @Test
    void withoutBatchNormalisation_itsParametersAreGone() {
        NetworkSpec plain = new NetworkSpec("cancernet", Map.of("batchNormalization", false));

        try (Network network = network(plain, 1)) {
            assertThat(network.parameterCount()).isEqualTo(1_235_133 - 4 * (32 + 64 + 64 + 128 + 128 + 128 + 256));
        }
    }

    @Test
    void output_isTwoLogitsAnImage() {
        try (Network network = network(SPEC, 1);
                NDManager batch = network.newBatch()) {
            assertThat(network.infer(noise(batch, 5)).getShape()).isEqualTo(new Shape(5, 2));
            assertThat(network.train(noise(batch, 5), new TrainingStep(0, 1)).getShape())
                    .isEqualTo(new Shape(5, 2));
        }
    }

    @Test
    void freshWeights_areAFunctionOfTheSeed() {
        try (Network one = network(SPEC, 42);
                Network same = network(SPEC, 42);
                Network other = network(SPEC, 43)) {
            assertThat(Safetensors.toBytes(one.weights())).isEqualTo(Safetensors.toBytes(same.weights()));
            assertThat(values(one.weights(), "conv2.pointwise"))
                    .isNotEqualTo(values(other.weights(), "conv2.pointwise"));
        }
    }

    @Test
    void freshWeights_fillTheBoundsOfKeras() {
        try (Network network = network(SPEC, 42)) {
            // Keras: sqrt(6 / (fan in + fan out)); a depthwise kernel of 3x3x32 has fans of 288 and 9.
            assertBounds(values(network.weights(), "conv2.depthwise"), Math.sqrt(6.0 / (288 + 9)));
            assertBounds(values(network.weights(), "conv2.pointwise"), Math.sqrt(6.0 / (32 + 64)));
            assertBounds(values(network.weights(), "hidden.weight"), Math.sqrt(6.0 / (4608 + 256)));
            assertThat(values(network.weights(), "hidden.bias")).containsOnly(0f);
            assertThat(values(network.weights(), "norm1.gamma")).containsOnly(1f);
        }
    }

    @Test
    void freshWeights_haveTheBoundsOfXavierUniformAverageThree() {
        XavierInitializer xavier =
                new XavierInitializer(XavierInitializer.RandomType.UNIFORM, XavierInitializer.FactorType.AVG, 3);
        Shape shape = new Shape(64, 1, 3, 3);
        try (NDManager manager = Devices.newManager(Device.cpu());
                NDArray drawn = xavier.initialize(manager, shape, DataType.FLOAT32)) {
            double limit = SeededUniform.glorotLimit(shape);
            double largest = drawn.abs().max().getFloat();
            assertThat(largest).isLessThanOrEqualTo(limit).isGreaterThan(0.98 * limit);
        }
    }

    @Test
    void denseFormOfTheFirstConvolution_isTheSeparableOne() {
        try (Network network = network(SPEC, 3);
                NDManager manager = network.newBatch()) {
            NDArray images = noise(manager, 4);
            Tensor depthwise = tensor(network.weights(), "conv1.depthwise");
            Tensor pointwise = tensor(network.weights(), "conv1.pointwise");
            NDArray spatial = manager.create(depthwise.values(), new Shape(3, 1, 3, 3));
            NDArray mixing = manager.create(pointwise.values(), new Shape(32, 3, 1, 1));
            Shape one = new Shape(1, 1);
            NDArray filtered =
                    Conv2d.conv2d(images, spatial, null, one, one, one, 3).head();
            NDArray expected = Conv2d.conv2d(filtered, mixing, null, one, new Shape(0, 0), one, 1)
                    .head();

            SeparableConvolution layer = new SeparableConvolution(32);
            layer.initialize(manager, DataType.FLOAT32, images.getShape());
            layer.getDirectParameters().get("depthwise").getArray().set(depthwise.values());
            layer.getDirectParameters().get("pointwise").getArray().set(pointwise.values());
            NDArray actual = layer.forward(new ParameterStore(manager, false), new NDList(images), false)
                    .head();

            assertThat(actual.sub(expected).abs().max().getFloat()).isLessThan(1e-5f);
            assertThat(expected.abs().max().getFloat()).isGreaterThan(0.1f);
        }
    }

    @Test
    void dropout_dependsOnTheSeedAndKeepsTheMean() {
        try (Network network = network(SPEC, 1);
                NDManager manager = network.newBatch()) {
            NDArray ones = manager.ones(new Shape(8, 32, 24, 24));
            SeededDropout layer = new SeededDropout(0.25, 1);
            float[] first = drop(layer, ones, 5);

            assertThat(drop(layer, ones, 5)).isEqualTo(first);
            assertThat(drop(layer, ones, 6)).isNotEqualTo(first);
            assertThat(drop(new SeededDropout(0.25, 2), ones, 5)).isNotEqualTo(first);
            double mean = 0;
            int zeros = 0;
            int others = 0;
            for (float value : first) {
                mean += value / first.length;
                zeros += value == 0 ? 1 : 0;
                others += value == 0 || value == 256f / 192 ? 0 : 1;
            }
            assertThat(others).isZero();
            // Standard error of the rate is .0011 with 147,456 elements.
            assertThat(mean).isCloseTo(1, within(0.006));
            assertThat((double) zeros / first.length).isCloseTo(0.25, within(0.0045));
        }
    }

    @Test
    void dropoutPlacement_changesWhatTrainingComputesAndNotWhatScoringDoes() {
        float[] published = new float[0];
        for (CancerNetConfig.Dropout placement : CancerNetConfig.Dropout.values()) {
            NetworkSpec spec = new NetworkSpec("cancernet", Map.of("dropout", placement.name()));
            try (Network network = network(spec, 9);
                    NDManager batch = network.newBatch()) {
                float[] scored = network.infer(noise(batch, 4)).toFloatArray();
                float[] once =
                        network.train(noise(batch, 4), new TrainingStep(0, 1)).toFloatArray();
                float[] again =
                        network.train(noise(batch, 4), new TrainingStep(0, 2)).toFloatArray();
                published = published.length == 0 ? scored : published;

                assertThat(scored).isEqualTo(published);
                assertThat(Arrays.equals(once, again)).isEqualTo(placement == CancerNetConfig.Dropout.NONE);
            }
        }
    }

    @Test
    void statistics_areAPlainMeanAtFirstAndAMovingAverageLater() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            BatchNormalization layer = new BatchNormalization();
            ParameterStore store = new ParameterStore(manager, false);
            layer.initialize(manager, DataType.FLOAT32, new Shape(4, 1));
            for (int step = 0; step < 3; step++) {
                NDArray batch = manager.create(new float[] {step, step + 2, step + 4, step + 6}, new Shape(4, 1));
                layer.forward(store, new NDList(batch), true, new TrainingStep(step, 0).asParameters());
            }
            // Batch means 3, 4, 5; the unbiased variance is 20/3 each time.
            assertThat(layer.getDirectParameters().get("runningMean").getArray().getFloat())
                    .isCloseTo(4f, within(1e-5f));
            assertThat(layer.getDirectParameters().get("runningVar").getArray().getFloat())
                    .isCloseTo(20 / 3f, within(1e-5f));

            NDArray scored = layer.forward(store, new NDList(manager.create(new float[] {10}, new Shape(1, 1))), false)
                    .head();
            assertThat(scored.getFloat()).isCloseTo((float) (6 / Math.sqrt(20 / 3.0 + 1e-3)), within(1e-4f));
            assertThat(BatchNormalization.momentum(98)).isLessThan(0.99);
            assertThat(BatchNormalization.momentum(99)).isEqualTo(0.99);
            assertThat(BatchNormalization.momentum(5000)).isEqualTo(0.99);
        }
    }

    @Test
    void savedWeights_scoreTheSameWhenLoaded() {
        try (Network trained = network(SPEC, 4)) {
            float[] expected;
            try (NDManager batch = trained.newBatch()) {
                // One training pass moves the statistics of batch normalisation, which must be saved too.
                trained.train(noise(batch, 8), new TrainingStep(0, 1));
                expected = trained.infer(noise(batch, 8)).toFloatArray();
            }
            byte[] file = Safetensors.toBytes(trained.weights());
            try (Network loaded = Network.loaded(SPEC, 48, 48, Safetensors.read(file), Device.cpu());
                    NDManager batch = loaded.newBatch()) {
                assertThat(loaded.infer(noise(batch, 8)).toFloatArray()).isEqualTo(expected);
            }
        }
    }

    @Test
    void weightsThatDoNotFit_areNamed() {
        try (Network network = network(SPEC, 4)) {
            SortedMap<String, Tensor> weights = new TreeMap<>(network.weights());
            weights.remove("conv3.bias");
            weights.put("conv9.bias", new Tensor(List.of(1L), new float[1]));
            weights.put("classes.bias", new Tensor(List.of(3L), new float[3]));

            assertThatExceptionOfType(DomainException.class)
                    .isThrownBy(() -> network.load(weights))
                    .withMessageContaining("conv3.bias is missing")
                    .withMessageContaining("conv9.bias is not of this network")
                    .withMessageContaining("classes.bias is [3] and should be [2]");
        }
    }

    @Test
    void oneTinyBatch_isLearnedByHeart() {
        try (Network network = network(SPEC, 7)) {
            SortedMap<String, NDArray> parameters = network.trainable();
            double first = 0;
            double last = 0;
            for (int step = 0; step < 30; step++) {
                last = descend(network, parameters, step);
                first = step == 0 ? last : first;
            }
            assertThat(first).isGreaterThan(0.3);
            assertThat(last).isLessThan(0.05);
        }
    }

    @Test
    void unknownNetworksAndOptions_areRefusedByName() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Networks.requireKnown(NetworkSpec.of("resnet")))
                .withMessageContaining("'resnet'")
                .withMessageContaining("cancernet");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> CancerNetConfig.of(Map.of("depth", 3)))
                .withMessageContaining("depth");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> CancerNetConfig.of(Map.of("dropout", "sometimes")))
                .withMessageContaining("sometimes");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> CancerNetConfig.of(Map.of("batchNormalization", "yes")))
                .withMessageContaining("yes");
    }

    private static double descend(Network network, SortedMap<String, NDArray> parameters, int step) {
        try (NDManager batch = network.newBatch()) {
            NDArray images = noise(batch, 8);
            NDArray targets =
                    batch.create(new float[] {1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1}, new Shape(8, 2));
            double loss;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray mean = network.train(images, new TrainingStep(step, step))
                        .logSoftmax(1)
                        .mul(targets)
                        .sum()
                        .neg()
                        .div(8);
                collector.backward(mean);
                loss = mean.getFloat();
            }
            for (NDArray parameter : parameters.values()) {
                try (NDArray gradient = parameter.getGradient()) {
                    parameter.subi(gradient.mul(0.1));
                    gradient.subi(gradient);
                }
            }
            return loss;
        }
    }

    private static float[] drop(SeededDropout layer, NDArray input, long seed) {
        return layer.forward(
                        new ParameterStore(input.getManager(), false),
                        new NDList(input),
                        true,
                        new TrainingStep(0, seed).asParameters())
                .head()
                .toFloatArray();
    }

    private static void assertBounds(float[] values, double limit) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(largest).isLessThanOrEqualTo(limit).isGreaterThan(0.97 * limit);
    }

    private static Tensor tensor(Map<String, Tensor> weights, String name) {
        return Objects.requireNonNull(weights.get(name), name);
    }

    private static float[] values(Map<String, Tensor> weights, String name) {
        return tensor(weights, name).values();
    }

    private static Network network(NetworkSpec spec, long seed) {
        return Network.initialised(spec, 48, 48, seed, Device.cpu());
    }

    /** Always the same images, channels last in memory as the network gets them. */
    private static NDArray noise(NDManager manager, int images) {
        float[] values = new float[images * 48 * 48 * 3];
        Random random = new Random(11);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return manager.create(values, new Shape(images, 48, 48, 3)).transpose(0, 3, 1, 2);
    }
}
