package io.cancernet.training.bench;

import io.cancernet.training.data.PatchPixels;
import io.cancernet.training.data.PatchSet;
import java.util.SplittableRandom;

/** Patches of noise in memory. */
final class NoisePatches implements PatchPixels {

    private static final int CHANNELS = 3;

    private final int count;
    private final int side;
    private final byte[] pixels;

    private NoisePatches(int count, int side) {
        this.count = count;
        this.side = side;
        pixels = new byte[count * side * side * CHANNELS];
        new SplittableRandom(1).nextBytes(pixels);
    }

    /** So many distinct patches, named again and again until the set is full; every other one is diseased. */
    static PatchSet set(int distinct, int size, int side) {
        int[] rows = new int[size];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            rows[i] = i % distinct;
            labels[i] = rows[i] % 2;
        }
        return new PatchSet(new NoisePatches(distinct, side), rows, labels);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int width() {
        return side;
    }

    @Override
    public int height() {
        return side;
    }

    @Override
    public void read(int row, byte[] into) {
        System.arraycopy(pixels, row * into.length, into, 0, into.length);
    }
}
