package io.cancernet.training.testing;

import io.cancernet.common.objectstore.ObjectStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** A store that keeps other bytes than it was given under keys that end in one way. */
public final class FaultyStore implements ObjectStore {

    private final ObjectStore store;
    private final String ending;

    public FaultyStore(ObjectStore store, String ending) {
        this.store = store;
        this.ending = ending;
    }

    @Override
    public void put(String key, byte[] bytes, String contentType) {
        store.put(key, key.endsWith(ending) ? new byte[] {0} : bytes, contentType);
    }

    @Override
    public void put(String key, Path file, String contentType) {
        store.put(key, file, contentType);
    }

    @Override
    public byte[] get(String key) {
        return store.get(key);
    }

    @Override
    public byte[] getRange(String key, long offset, int length) {
        return store.getRange(key, offset, length);
    }

    @Override
    public InputStream open(String key) {
        return store.open(key);
    }

    @Override
    public boolean exists(String key) {
        return store.exists(key);
    }

    @Override
    public List<String> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }
}
