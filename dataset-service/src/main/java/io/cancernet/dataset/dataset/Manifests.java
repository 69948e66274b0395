package io.cancernet.dataset.dataset;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;

/** The manifests of frozen datasets in the object store. */
@ApplicationScoped
public class Manifests {

    private final ObjectStore store;

    public Manifests(ObjectStore store) {
        this.store = store;
    }

    /** The bytes as they were frozen, less what was erased, gzipped, as a stream, which the caller closes. */
    public InputStream open(FrozenDataset dataset) {
        try {
            return store.open(dataset.manifest().key());
        } catch (ObjectNotFoundException e) {
            throw new DomainException(
                    ErrorCode.MANIFEST_INVALID,
                    "The manifest of %s is gone from the object store. Restore it, or freeze the dataset again."
                            .formatted(dataset.dataset()),
                    e);
        }
    }
}
