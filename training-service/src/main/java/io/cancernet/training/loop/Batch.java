package io.cancernet.training.loop;

import io.cancernet.training.augmentation.DrawnChanges;
import java.nio.ByteBuffer;

/**
 * A batch of patches in memory that is used again: whoever takes one from a {@link BatchFeed} gives it back after the
 * step. It holds the pixels, or says which patches they are and how they are to be changed.
 */
public final class Batch {

    private final ByteBuffer pixels;
    private final int[] labels;
    private final int[] patches;
    private final DrawnChanges changes;
    private int size;

    /** @param patchBytes 0 where pixels are kept elsewhere */
    Batch(int capacity, int patchBytes, DrawnChanges changes) {
        pixels = ByteBuffer.allocateDirect(capacity * patchBytes);
        labels = new int[capacity];
        patches = new int[capacity];
        this.changes = changes;
    }

    /** Whether it has the room and the kind of another. */
    boolean fits(int capacity, int patchBytes, DrawnChanges likeThese) {
        return labels.length == capacity && pixels.capacity() == capacity * patchBytes && changes.isLike(likeThese);
    }

    void clear() {
        size = 0;
        pixels.clear();
    }

    void add(int patch, int label) {
        patches[size] = patch;
        labels[size++] = label;
    }

    void add(int patch, int label, byte[] changed) {
        pixels.put(changed);
        add(patch, label);
    }

    /** Direct buffer of interleaved RGB, patch after patch; empty where pixels are kept elsewhere. */
    public ByteBuffer pixels() {
        return pixels;
    }

    /** The patches by their place in the set. Not copied; only the first {@link #size} count. */
    public int[] patches() {
        return patches;
    }

    /** How patches are to be changed whose pixels are kept elsewhere. */
    public DrawnChanges changes() {
        return changes;
    }

    public int label(int index) {
        return labels[index];
    }

    /** Patches in it: fewer than fit when the last of a pass. */
    public int size() {
        return size;
    }
}
