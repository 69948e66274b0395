package io.cancernet.training.weights;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import java.util.Locale;

/** Files of weights in the object store and on this machine. */
public final class StoredWeightFiles implements WeightFiles {

    private static final String FILE = "file:";

    private final WeightFiles local = new LocalWeightFiles();
    private final ObjectStore store;

    public StoredWeightFiles(ObjectStore store) {
        this.store = store;
    }

    @Override
    public byte[] read(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(FILE) ? local.read(name) : object(name);
    }

    private byte[] object(String key) {
        try {
            return store.get(key);
        } catch (ObjectNotFoundException e) {
            throw new DomainException(
                    ErrorCode.NOT_FOUND,
                    "there are no pretrained weights '%s' in the object store; put the file there or name another"
                            .formatted(key),
                    e);
        }
    }
}
