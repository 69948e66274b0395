package io.cancernet.inference.bench.djl;

import ai.djl.Device;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
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

/** CancerNet with seeded weights, stored as training stores a model. */
public record BenchModel(ModelSpec spec, ModelPromoted promotion) {

    public static final int SIDE = 48;

    private static final String NAME = "bench";
    private static final int PATCH = 50;

    /** Stores a version whose weights are a function of the seed. */
    public static BenchModel stored(ObjectStore store, String version, long seed) {
        Map<String, Tensor> weights;
        try (Network network = Network.initialised(NetworkSpec.of("cancernet"), SIDE, SIDE, seed, Device.cpu())) {
            weights = network.weights();
        }
        byte[] bytes = Safetensors.toBytes(weights);
        ModelSpec spec = spec(version, Sha256.of(bytes));
        byte[] onnx = OnnxFile.write(spec, weights);
        ModelSpec whole = spec.withFiles(Map.of(ModelSpec.ONNX, Sha256.of(onnx)));
        store.put(ObjectKeys.modelWeights(NAME, version), bytes, "application/octet-stream");
        store.put(ObjectKeys.model(NAME, version) + ModelSpec.ONNX, onnx, "application/octet-stream");
        store.put(ObjectKeys.modelSpec(NAME, version), whole.toJson(), "application/json");
        return new BenchModel(whole, promotion(whole));
    }

    /** Bytes of its {@code model.onnx}. */
    public byte[] onnx(ObjectStore store) {
        return store.get(ObjectKeys.model(NAME, spec.version()) + ModelSpec.ONNX);
    }

    private static ModelSpec spec(String version, Sha256 weights) {
        return new ModelSpec(
                NAME,
                version,
                NetworkSpec.of("cancernet"),
                ModelSpec.CLASSES,
                new InputSpec(SIDE, SIDE, new MicronsPerPixel(4), 1.0 / 255, Resize.NEAREST, PATCH),
                Calibration.IDENTITY,
                0.5,
                weights,
                null,
                null,
                ModelSpec.RESEARCH_USE_ONLY);
    }

    private static ModelPromoted promotion(ModelSpec spec) {
        InputSpec input = spec.input();
        return new ModelPromoted(
                ModelPromoted.LIVE,
                new ModelVersion(spec.name(), spec.version()),
                new ObjectRef(ObjectKeys.modelWeights(spec.name(), spec.version()), spec.weightsSha256()),
                new ObjectRef(ObjectKeys.modelSpec(spec.name(), spec.version()), Sha256.of(spec.toJson())),
                new ModelPromoted.Calibration(1, 0),
                spec.threshold(),
                new ModelPromoted.Input(input.width(), input.height(), input.mpp(), input.scaling(), PATCH),
                "bench",
                "a benchmark",
                Instant.now());
    }
}
