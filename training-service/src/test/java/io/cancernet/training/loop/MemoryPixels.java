package io.cancernet.training.loop;

import io.cancernet.training.data.PatchPixels;
import io.cancernet.training.data.PatchSet;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Patches in memory. */
public final class MemoryPixels implements PatchPixels {

    private final int side;
    private final byte[][] patches;

    private MemoryPixels(int side, byte[][] patches) {
        this.side = side;
        this.patches = patches;
    }

    /** Patches of one grey each, which is their row. */
    public static MemoryPixels numbered(int count, int side) {
        byte[][] patches = new byte[count][side * side * 3];
        for (int row = 0; row < count; row++) {
            Arrays.fill(patches[row], (byte) row);
        }
        return new MemoryPixels(side, patches);
    }

    /**
     * Noise in which diseased patches are a little redder: learnable at once, not perfectly.
     *
     * @param every one patch in so many is diseased
     */
    public static PatchSet learnable(int count, int side, int every, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[][] patches = new byte[count][side * side * 3];
        int[] labels = new int[count];
        int[] rows = new int[count];
        for (int row = 0; row < count; row++) {
            rows[row] = row;
            labels[row] = row % every == 0 ? 1 : 0;
            int red = 100 + 40 * labels[row] + random.nextInt(50);
            for (int i = 0; i < patches[row].length; i++) {
                patches[row][i] = (byte) (i % 3 == 0 ? red + random.nextInt(40) : 80 + random.nextInt(80));
            }
        }
        return new PatchSet(new MemoryPixels(side, patches), rows, labels);
    }

    @Override
    public int count() {
        return patches.length;
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
        System.arraycopy(patches[row], 0, into, 0, into.length);
    }
}
