package io.cancernet.training.model;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.network.ModelSpec;
import io.cancernet.common.network.Safetensors;
import io.cancernet.common.network.onnx.OnnxFile;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of models in the object store. */
@ApplicationScoped
public class ModelStore {

    private static final Map<String, String> TYPES = Map.of(
            ModelSpec.SPEC, "application/json",
            ModelSpec.CARD, "text/markdown;charset=UTF-8");

    private final ObjectStore store;

    public ModelStore(ObjectStore store) {
        this.store = store;
    }

    /** Media type of a model's file. */
    public static String type(String name) {
        return TYPES.getOrDefault(name, "application/octet-stream");
    }

    /**
     * Stores weights, ONNX and card, then the description that names their hashes, and reads each back, because a model
     * that cannot be read is none. It does not count until it is on record.
     *
     * @param weights as safetensors
     * @return the files by name
     * @throws DomainException when the weights do not fit the network, or the store holds something else than was put
     */
    public SortedMap<String, ObjectRef> put(ModelSpec spec, byte[] weights) {
        SortedMap<String, ObjectRef> files = new TreeMap<>();
        put(spec, ModelSpec.WEIGHTS, weights, files);
        put(spec, ModelSpec.ONNX, OnnxFile.write(spec, Safetensors.read(weights)), files);
        put(spec, ModelSpec.CARD, ModelCard.write(spec).getBytes(StandardCharsets.UTF_8), files);
        SortedMap<String, Sha256> hashes = new TreeMap<>();
        files.forEach((name, file) -> hashes.put(name, file.sha256()));
        put(spec, ModelSpec.SPEC, spec.withFiles(hashes).toJson(), files);
        return files;
    }

    /**
     * The bytes of a model's file.
     *
     * @throws DomainException when the model has no such file, or it is not what was stored
     */
    byte[] get(Model model, String name) {
        ObjectRef file = model.files().get(name);
        if (file == null) {
            throw new DomainException(
                    ErrorCode.NOT_FOUND,
                    "model %s has no file '%s'; it has %s"
                            .formatted(
                                    model.version(),
                                    name,
                                    String.join(", ", model.files().keySet())));
        }
        try {
            byte[] bytes = store.get(file.key());
            requireSame(file, bytes);
            return bytes;
        } catch (ObjectNotFoundException e) {
            throw new DomainException(
                    ErrorCode.NOT_FOUND,
                    "%s is gone from the object store; restore it from a copy, or train again".formatted(file.key()),
                    e);
        }
    }

    /** Removes the files of a model that came to nothing. */
    public void remove(String name, String version) {
        store.list(ObjectKeys.model(name, version)).forEach(store::delete);
    }

    private void put(ModelSpec spec, String name, byte[] bytes, SortedMap<String, ObjectRef> files) {
        ObjectRef file = new ObjectRef(ObjectKeys.model(spec.name(), spec.version()) + name, Sha256.of(bytes));
        store.put(file.key(), bytes, type(name));
        requireSame(file, store.get(file.key()));
        files.put(name, file);
    }

    private static void requireSame(ObjectRef file, byte[] bytes) {
        if (!Sha256.of(bytes).equals(file.sha256())) {
            throw new DomainException(
                    ErrorCode.HASH_MISMATCH,
                    "the object store returns other bytes for %s than were put; check the store".formatted(file.key()));
        }
    }
}
