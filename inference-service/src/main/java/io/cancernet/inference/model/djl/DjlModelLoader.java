package io.cancernet.inference.model.djl;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.LoadedModel;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.inference.model.ModelLoader;
import io.cancernet.inference.model.PromotedModel;
import io.cancernet.inference.model.ScoringModel;
import jakarta.enterprise.context.ApplicationScoped;

/** Loads models that DJL computes. */
@ApplicationScoped
class DjlModelLoader implements ModelLoader {

    static {
        // Read by DJL when its engine starts: nothing is looked up or reported over the network.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }

    private final ObjectStore store;

    DjlModelLoader(ObjectStore store) {
        this.store = store;
    }

    @Override
    public ScoringModel load(PromotedModel model) {
        ModelSpec spec = ModelSpec.fromJson(verified(model.spec()));
        ModelVersion found = new ModelVersion(spec.name(), spec.version());
        if (!found.equals(model.version())) {
            throw invalid("model.json is of %s, the promotion of %s".formatted(found, model.version()));
        }
        try {
            return new DjlScoringModel(LoadedModel.load(spec, verified(model.weights())));
        } catch (IllegalArgumentException e) {
            throw new DomainException(
                    ErrorCode.MODEL_INVALID, "%s cannot be loaded: %s".formatted(found, e.getMessage()), e);
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
            throw new DomainException(
                    ErrorCode.HASH_MISMATCH, "%s has not the sha256 of the promotion".formatted(file.key()));
        }
        return bytes;
    }

    private static DomainException invalid(String message) {
        return new DomainException(ErrorCode.MODEL_INVALID, message);
    }
}
