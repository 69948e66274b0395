package io.cancernet.dataset.extraction;

import io.cancernet.dataset.source.SourceFile;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The image files of a slide that are held in memory between being looked at and being stored: all when they fit, else
 * none, and they are read once more. Thread-safe.
 */
final class HeldImages {

    private final boolean holding;
    private final Map<Integer, byte[]> images = new ConcurrentHashMap<>();

    HeldImages(boolean holding) {
        this.holding = holding;
    }

    void hold(SourceFile file, byte[] image) {
        if (holding) {
            images.put(file.index(), image);
        }
    }

    boolean holds(SourceFile file) {
        return images.containsKey(file.index());
    }

    byte[] get(SourceFile file) {
        return Objects.requireNonNull(images.get(file.index()));
    }
}
