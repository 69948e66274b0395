package io.cancernet.inference.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.objectstore.InMemoryObjectStore;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.inference.model.EngineChoice;
import io.cancernet.inference.model.ModelConfig;
import io.cancernet.inference.model.PromotedModel;
import io.cancernet.inference.model.ScoringModel;
import io.cancernet.inference.testing.TestModels;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DjlModelLoaderTest {

    private static final int SIDE = 16;
    private static final String ONNX = ObjectKeys.model("test-model", "1") + ModelSpec.ONNX;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ModelPromoted promotion = TestModels.stored(store, "1", 1, SIDE);

    @Test
    void versionWithAnOnnxFile_isComputedByOnnxRuntimeOnACpu() {
        assertThat(engine(EngineChoice.AUTO, promotion)).isEqualTo("OnnxRuntime");
        assertThat(engine(EngineChoice.ONNXRUNTIME, promotion)).isEqualTo("OnnxRuntime");
        assertThat(engine(EngineChoice.PYTORCH, promotion)).isEqualTo("PyTorch");
    }

    @Test
    void versionWithoutAnOnnxFile_isComputedByPytorch_orRefusedWhereThatIsNotWanted() {
        ModelPromoted without = withoutOnnxFile();

        assertThat(engine(EngineChoice.AUTO, without)).isEqualTo("PyTorch");
        assertRefused(EngineChoice.ONNXRUNTIME, without, ErrorCode.MODEL_INVALID, "cancernet.models.engine");
    }

    @Test
    void otherOnnxFile_isRefused() {
        store.put(ONNX, new byte[] {1}, "application/octet-stream");

        assertRefused(EngineChoice.AUTO, promotion, ErrorCode.HASH_MISMATCH, ModelSpec.ONNX);
    }

    @Test
    void missingOnnxFile_isRefused() {
        store.delete(ONNX);

        assertRefused(EngineChoice.AUTO, promotion, ErrorCode.MODEL_INVALID, ModelSpec.ONNX);
    }

    @Test
    void otherWeights_areRefused() {
        store.put(promotion.weights().key(), new byte[] {1}, "application/octet-stream");

        assertRefused(EngineChoice.PYTORCH, promotion, ErrorCode.HASH_MISMATCH, ModelSpec.WEIGHTS);
    }

    private ModelPromoted withoutOnnxFile() {
        byte[] weights = TestModels.weights(1, SIDE);
        byte[] spec = TestModels.spec("1", SIDE, Sha256.of(weights)).toJson();
        store.put(promotion.spec().key(), spec, "application/json");
        return TestModels.promotion("1", SIDE, weights, spec);
    }

    private String engine(EngineChoice choice, ModelPromoted of) {
        try (ScoringModel model = load(choice, of)) {
            model.warmUp(1);
            return model.engine();
        }
    }

    private ScoringModel load(EngineChoice choice, ModelPromoted of) {
        PromotedModel model = new PromotedModel(
                of.model(),
                of.weights(),
                of.spec(),
                of.input().mpp(),
                of.input().patchSize());
        return new DjlModelLoader(store, new Settings(choice)).load(model);
    }

    private void assertRefused(EngineChoice choice, ModelPromoted of, ErrorCode code, String named) {
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(() -> load(choice, of))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code))
                .withMessageContaining(named);
    }

    private record Settings(EngineChoice engine) implements ModelConfig {

        @Override
        public int loaded() {
            return 2;
        }

        @Override
        public Duration retryPause() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int onnxThreads() {
            return 1;
        }
    }
}
