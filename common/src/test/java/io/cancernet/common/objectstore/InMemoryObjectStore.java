package io.cancernet.common.objectstore;

import io.cancernet.common.error.Outage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** An object store in memory, for unit tests; it can be told to be away. */
public final class InMemoryObjectStore implements ObjectStore {

    private final ConcurrentNavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final AtomicBoolean damaging = new AtomicBoolean();
    private volatile boolean away;

    /** From now on every call throws {@link Outage}, or works again. */
    public void setAway(boolean away) {
        this.away = away;
    }

    /** The bytes of the next range that is read are all wrong. */
    public void damageNextRead() {
        damaging.set(true);
    }

    @Override
    public void put(String key, byte[] bytes, String contentType) {
        requireThere();
        objects.put(key, bytes.clone());
    }

    @Override
    public void put(String key, Path file, String contentType) {
        requireThere();
        try {
            objects.put(key, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] get(String key) {
        return find(key).clone();
    }

    @Override
    public byte[] getRange(String key, long offset, int length) {
        byte[] bytes = find(key);
        if (offset + length > bytes.length) {
            throw new ObjectNotFoundException(key + " ends before byte " + (offset + length));
        }
        byte[] range = Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
        if (damaging.getAndSet(false)) {
            for (int i = 0; i < range.length; i++) {
                range[i] ^= 1;
            }
        }
        return range;
    }

    @Override
    public InputStream open(String key) {
        return new ByteArrayInputStream(find(key));
    }

    @Override
    public boolean exists(String key) {
        requireThere();
        return objects.containsKey(key);
    }

    @Override
    public List<String> list(String prefix) {
        requireThere();
        return objects.tailMap(prefix).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .toList();
    }

    @Override
    public void delete(String key) {
        requireThere();
        objects.remove(key);
    }

    private byte[] find(String key) {
        requireThere();
        byte[] bytes = objects.get(key);
        if (bytes == null) {
            throw new ObjectNotFoundException("nothing under " + key);
        }
        return bytes;
    }

    private void requireThere() {
        if (away) {
            throw new Outage("the store was told to be away", new IOException("away"));
        }
    }
}
