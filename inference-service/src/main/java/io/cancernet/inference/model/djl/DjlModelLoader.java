package io.cancernet.inference.model.djl;

import ai.djl.util.cuda.CudaUtils;
import io.cancernet.common.colour.ColourDistance;
import io.cancernet.common.colour.ColourStatistics;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.Devices;
import io.cancernet.common.network.LoadedModel;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.inference.model.ModelConfig;
import io.cancernet.inference.model.ModelLoader;
import io.cancernet.inference.model.PromotedModel;
import io.cancernet.inference.model.ScoringModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Loads models that DJL computes, by the engine that is configured. */
@ApplicationScoped
class DjlModelLoader implements ModelLoader {

    static {
        // Read by DJL when its engine starts: nothing is looked up or reported over the network.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        // ONNX Runtime computes whole networks: no other engine need be loaded to lend it single operations.
        System.setProperty("ai.djl.onnx.disable_alternative", "true");
    }

    private static final Logger LOG = Logger.getLogger(DjlModelLoader.class);

    private final ObjectStore store;
    private final ModelConfig config;

    DjlModelLoader(ObjectStore store, ModelConfig config) {
        this.store = store;
        this.config = config;
    }

    @Override
    public ScoringModel load(PromotedModel model) {
        ModelSpec spec = ModelSpec.fromJson(verified(model.spec()));
        ModelVersion found = new ModelVersion(spec.name(), spec.version());
        if (!found.equals(model.version())) {
            throw invalid("model.json is of %s, the promotion of %s".formatted(found, model.version()));
        }
        ColourDistance colours = colours(spec);
        Optional<ObjectRef> onnx = onnx(spec, model.spec());
        ScoringModel loaded =
                onnx.isPresent() ? onOnnxRuntime(spec, onnx.get(), colours) : onPytorch(spec, model.weights(), colours);
        LOG.infof("%s is computed by %s", found, loaded.engine());
        return loaded;
    }

    private static @Nullable ColourDistance colours(ModelSpec spec) {
        ColourStatistics statistics = spec.colourStatistics();
        try {
            return statistics == null ? null : new ColourDistance(statistics);
        } catch (IllegalArgumentException e) {
            throw new DomainException(
                    ErrorCode.MODEL_INVALID,
                    "%s/%s cannot be loaded: %s".formatted(spec.name(), spec.version(), e.getMessage()),
                    e);
        }
    }

    /** The ONNX file, when it is to be computed. */
    private Optional<ObjectRef> onnx(ModelSpec spec, ObjectRef json) {
        Optional<ObjectRef> file = Optional.ofNullable(spec.files())
                .map(files -> files.get(ModelSpec.ONNX))
                .map(sha256 -> new ObjectRef(beside(json.key(), ModelSpec.ONNX), sha256));
        return switch (config.engine()) {
            case PYTORCH -> Optional.empty();
            case AUTO -> hasGpu() ? Optional.empty() : file;
            case ONNXRUNTIME ->
                Optional.of(file.orElseThrow(() -> invalid(
                        "%s/%s has no %s for the engine onnxruntime: set cancernet.models.engine to auto or pytorch"
                                .formatted(spec.name(), spec.version(), ModelSpec.ONNX))));
        };
    }

    /** Asks the driver first: without a GPU, PyTorch need not be loaded to know. */
    private static boolean hasGpu() {
        return CudaUtils.getGpuCount() > 0 && Devices.gpu().isPresent();
    }

    private static String beside(String key, String name) {
        return key.substring(0, key.lastIndexOf('/') + 1) + name;
    }

    private ScoringModel onOnnxRuntime(ModelSpec spec, ObjectRef onnx, @Nullable ColourDistance colours) {
        int threads = config.onnxThreads() > 0
                ? config.onnxThreads()
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return OnnxScoringModel.load(spec, verified(onnx), colours, threads);
    }

    private ScoringModel onPytorch(ModelSpec spec, ObjectRef weights, @Nullable ColourDistance colours) {
        try {
            return new PytorchScoringModel(LoadedModel.load(spec, verified(weights)), colours);
        } catch (IllegalArgumentException e) {
            throw new DomainException(
                    ErrorCode.MODEL_INVALID,
                    "%s/%s cannot be loaded: %s".formatted(spec.name(), spec.version(), e.getMessage()),
                    e);
        }
    }

    private byte[] verified(ObjectRef file) {
        byte[] bytes;
        try {
            bytes = store.get(file.key());
        } catch (ObjectNotFoundException e) {
            throw new DomainException(
                    ErrorCode.MODEL_INVALID, "%s is not in the object store".formatted(file.key()), e);
        }
        if (!Sha256.of(bytes).equals(file.sha256())) {
            throw new DomainException(ErrorCode.HASH_MISMATCH, "%s has not the stated sha256".formatted(file.key()));
        }
        return bytes;
    }

    private static DomainException invalid(String message) {
        return new DomainException(ErrorCode.MODEL_INVALID, message);
    }
}
