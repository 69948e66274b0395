package io.cancernet.training.augmentation;

import io.cancernet.training.augmentation.Augmentation.Change;
import java.util.Objects;

/**
 * The changes drawn for the images of a batch, as the numbers that tensor operations make them from. Holds room that is
 * used again for batch after batch; not thread-safe, arrays are not copied.
 */
public final class DrawnChanges {

    /** Numbers of an image in {@link #stains}: a 3x3 matrix on densities, input by input, and an offset. */
    public static final int STAIN_NUMBERS = StainChange.NUMBERS;

    private final int height;
    private final boolean moves;
    private final boolean stains;
    private final int[] starts;
    private final int[] steps;
    private final float[] stainNumbers;

    DrawnChanges(int capacity, int height, boolean moves, boolean stains) {
        this.height = height;
        this.moves = moves;
        this.stains = stains;
        starts = new int[moves ? 2 * capacity * height : 0];
        steps = new int[moves ? 2 * capacity : 0];
        stainNumbers = new float[stains ? capacity * STAIN_NUMBERS : 0];
    }

    void put(int index, Change change) {
        if (moves) {
            put(index, Objects.requireNonNull(change.affine()));
        }
        if (stains) {
            Objects.requireNonNull(change.stain()).put(stainNumbers, index * STAIN_NUMBERS);
        }
    }

    /** Whether another has the room and the kinds of change of this one. */
    public boolean isLike(DrawnChanges other) {
        return starts.length == other.starts.length
                && steps.length == other.steps.length
                && stainNumbers.length == other.stainNumbers.length;
    }

    private void put(int index, Affine affine) {
        int columns = starts.length / 2;
        for (int y = 0; y < height; y++) {
            starts[index * height + y] = affine.rowStart(y);
            starts[columns + index * height + y] = affine.columnStart(y);
        }
        steps[index] = affine.rowStep();
        steps[steps.length / 2 + index] = affine.columnStep();
    }

    /** Whether pixels come from elsewhere in their image. */
    public boolean moves() {
        return moves;
    }

    /** Whether stains change. */
    public boolean stains() {
        return stains;
    }

    /**
     * (2, capacity, height): where the first pixel of each row comes from, its row and then its column, with {@link
     * Augmentation#POINT} bits after the point.
     */
    public int[] starts() {
        return starts;
    }

    /** (2, capacity): what a pixel further along a row adds to that. */
    public int[] steps() {
        return steps;
    }

    /** (capacity, 12). */
    public float[] stainNumbers() {
        return stainNumbers;
    }

    /** (256): the density of each level, in steps. */
    public static float[] densities() {
        return StainChange.densities();
    }

    /** The level of each density in steps; what lies beyond the ends has the level of the end. */
    public static byte[] levels() {
        return StainChange.levels();
    }
}
