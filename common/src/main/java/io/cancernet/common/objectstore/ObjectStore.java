package io.cancernet.common.objectstore;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Where shards, indexes, manifests, models and results lie, under keys. Thread-safe. Every method throws {@link
 * io.cancernet.common.error.Outage} when the store is away.
 */
public interface ObjectStore {

    /** Stores bytes whole or not at all; an object already under the key is replaced. */
    void put(String key, byte[] bytes, String contentType);

    /** Stores a file whole or not at all, however large. */
    void put(String key, Path file, String contentType);

    /**
     * The object whole.
     *
     * @throws ObjectNotFoundException when nothing is under the key
     */
    byte[] get(String key);

    /**
     * Part of an object.
     *
     * @throws ObjectNotFoundException when nothing is under the key, or the range leaves the object
     */
    byte[] getRange(String key, long offset, int length);

    /** The object as a stream, which the caller closes. @throws ObjectNotFoundException when nothing is under the key */
    InputStream open(String key);

    boolean exists(String key);

    /** Keys that start with a prefix, in order. */
    List<String> list(String prefix);

    /** Deletes an object; one that is not there is no error. */
    void delete(String key);
}
