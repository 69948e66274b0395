package io.cancernet.training.loop;

import java.nio.ByteBuffer;

/**
 * A batch of patches in memory that is used again: whoever takes one from a {@link BatchFeed} gives it back after the
 * step.
 */
public final class Batch {

    private final ByteBuffer pixels;
    private final int[] labels;
    private int size;

    Batch(int capacity, int patchBytes) {
        pixels = ByteBuffer.allocateDirect(capacity * patchBytes);
        labels = new int[capacity];
    }

    void clear() {
        size = 0;
        pixels.clear();
    }

    void add(byte[] patch, int label) {
        pixels.put(patch);
        labels[size++] = label;
    }

    /** Direct buffer of interleaved RGB, patch after patch. */
    public ByteBuffer pixels() {
        return pixels;
    }

    public int label(int index) {
        return labels[index];
    }

    /** Patches in it: fewer than fit when the last of a pass. */
    public int size() {
        return size;
    }
}
