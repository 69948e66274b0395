package io.cancernet.training.model;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.image.Resize;
import io.cancernet.common.network.Calibration;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.ModelOrigin;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.network.NetworkSpec;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.training.testing.TinyModel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Descriptions of models for tests. */
final class TinyModels {

    static final Map<String, Object> METRICS = Map.of(
            "test",
            Map.of(
                    "rocAuc",
                    0.9,
                    "atThreshold",
                    Map.of("sensitivity", 0.85, "specificity", 0.7),
                    "intervals",
                    Map.of("atThreshold.sensitivity", Map.of("low", 0.8, "high", 0.92))));

    private TinyModels() {}

    static ModelSpec trained(byte[] weights, boolean leaky, @Nullable Map<String, Object> metrics) {
        ModelOrigin origin = new ModelOrigin(
                ModelOrigin.Kind.TRAINED,
                DatasetVersion.parse("tiny/3"),
                leaky,
                Map.of("train", new ModelOrigin.SplitCounts(5, 100, 30), "test", new ModelOrigin.SplitCounts(2, 40, 8)),
                "cancernet",
                Map.of("epochs", 2),
                metrics,
                "1.0",
                Map.of("engine", "PyTorch 2.7.1"),
                null);
        return spec("cancernet", weights, new RunId("r1"), origin);
    }

    static ModelSpec imported(byte[] weights) {
        return spec("external", weights, null, ModelOrigin.imported("somebody's paper", "1.0"));
    }

    private static ModelSpec spec(String name, byte[] weights, @Nullable RunId run, ModelOrigin origin) {
        return new ModelSpec(
                name,
                "v1",
                NetworkSpec.of("cancernet"),
                ModelSpec.CLASSES,
                new InputSpec(TinyModel.SIDE, TinyModel.SIDE, new MicronsPerPixel(4), 1.0 / 255, Resize.NEAREST, 50),
                new Calibration(1.5, -0.25),
                0.375,
                Sha256.of(weights),
                run,
                run == null ? null : Sha256.of(new byte[] {1}),
                ModelSpec.RESEARCH_USE_ONLY,
                ModelSpec.POSITIVE,
                "for a sensitivity of 0.9 on validation",
                origin,
                null,
                null);
    }
}
