package io.cancernet.inference.testing;

import ai.djl.Device;
import io.cancernet.common.colour.ColourStatistics;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.Resize;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.network.Network;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.common.network.Safetensors;
import io.cancernet.common.network.Tensor;
import io.cancernet.common.network.onnx.OnnxFile;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.unit.MicronsPerPixel;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small networks with seeded random weights, stored as a training run stores its model. */
public final class TestModels {

    public static final MicronsPerPixel MPP = new MicronsPerPixel(4);
    public static final double THRESHOLD = 0.5;
    private static final float GAIN = 3;

    private TestModels() {}

    /** Stores a model whose weights are a function of the seed, with its ONNX file, and returns its promotion. */
    public static ModelPromoted stored(ObjectStore store, String version, long seed, int side) {
        return stored(store, version, seed, side, null);
    }

    /** The same of a model that knows the colours of its training patches. */
    public static ModelPromoted stored(
            ObjectStore store, String version, long seed, int side, @Nullable ColourStatistics colours) {
        byte[] weights = weights(seed, side);
        ModelSpec model = spec(version, side, Sha256.of(weights));
        byte[] onnx = OnnxFile.write(model, Safetensors.read(weights));
        store.put(ObjectKeys.model("test-model", version) + ModelSpec.ONNX, onnx, "application/octet-stream");
        ModelSpec described = colours == null ? model : model.withColourStatistics(colours);
        byte[] spec =
                described.withFiles(Map.of(ModelSpec.ONNX, Sha256.of(onnx))).toJson();
        ModelPromoted promotion = promotion(version, side, weights, spec);
        store.put(promotion.weights().key(), weights, "application/octet-stream");
        store.put(promotion.spec().key(), spec, "application/json");
        return promotion;
    }

    public static byte[] weights(long seed, int side) {
        try (Network network = Network.initialised(NetworkSpec.of("cancernet"), side, side, seed, Device.cpu())) {
            Map<String, Tensor> weights = network.weights();
            weights.replaceAll((name, tensor) -> tensor.shape().size() > 1 ? louder(tensor) : tensor);
            return Safetensors.toBytes(weights);
        }
    }

    /** Fresh weights answer nearly the same to everything: these make different images differ. */
    private static Tensor louder(Tensor tensor) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= GAIN;
        }
        return new Tensor(tensor.shape(), values);
    }

    public static ModelSpec spec(String version, int side, Sha256 weights) {
        return new ModelSpec(
                "test-model",
                version,
                NetworkSpec.of("cancernet"),
                ModelSpec.CLASSES,
                new InputSpec(side, side, MPP, 1.0 / 255, Resize.NEAREST, TestSlide.SIDE),
                Calibration.IDENTITY,
                THRESHOLD,
                weights,
                new RunId("run-1"),
                Sha256.of(new byte[0]),
                ModelSpec.RESEARCH_USE_ONLY);
    }

    public static ModelPromoted promotion(String version, int side, byte[] weights, byte[] spec) {
        return new ModelPromoted(
                ModelPromoted.LIVE,
                new ModelVersion("test-model", version),
                new ObjectRef(ObjectKeys.modelWeights("test-model", version), Sha256.of(weights)),
                new ObjectRef(ObjectKeys.modelSpec("test-model", version), Sha256.of(spec)),
                new ModelPromoted.Calibration(1, 0),
                THRESHOLD,
                new ModelPromoted.Input(side, side, MPP, 1.0 / 255, TestSlide.SIDE),
                "tester",
                "a test",
                Instant.now());
    }
}
