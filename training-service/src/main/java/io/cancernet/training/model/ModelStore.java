package io.cancernet.training.model;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts the artefacts of models into the object store. */
@ApplicationScoped
public class ModelStore {

    private final ObjectStore store;

    public ModelStore(ObjectStore store) {
        this.store = store;
    }

    /** Where the artefacts of a model lie. */
    public record Stored(ObjectRef weights, ObjectRef spec) {}

    /**
     * Stores weights and description and reads both back, because a model that cannot be read is none.
     *
     * @throws DomainException when the store holds something else than was put
     */
    public Stored put(ModelSpec spec, byte[] weights) {
        return new Stored(
                put(ObjectKeys.modelWeights(spec.name(), spec.version()), weights, "application/octet-stream"),
                put(ObjectKeys.modelSpec(spec.name(), spec.version()), spec.toJson(), "application/json"));
    }

    /** Removes the artefacts of a model that came to nothing. */
    public void remove(String name, String version) {
        store.delete(ObjectKeys.modelWeights(name, version));
        store.delete(ObjectKeys.modelSpec(name, version));
    }

    private ObjectRef put(String key, byte[] bytes, String contentType) {
        Sha256 sha256 = Sha256.of(bytes);
        store.put(key, bytes, contentType);
        if (!Sha256.of(store.get(key)).equals(sha256)) {
            throw new DomainException(
                    ErrorCode.HASH_MISMATCH,
                    "the object store returns other bytes for %s than were put; check the store".formatted(key));
        }
        return new ObjectRef(key, sha256);
    }
}
