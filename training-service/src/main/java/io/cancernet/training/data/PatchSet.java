package io.cancernet.training.data;

import io.cancernet.common.patch.Labels;

/** A split: some rows of the pixels and their labels. The arrays are not copied and must not change. */
public final class PatchSet {

    private final PatchPixels pixels;
    private final int[] rows;
    private final int[] labels;

    /** @param labels 0 or 1, one for each row */
    public PatchSet(PatchPixels pixels, int[] rows, int[] labels) {
        if (rows.length != labels.length) {
            throw new IllegalArgumentException("%d rows for %d labels".formatted(rows.length, labels.length));
        }
        for (int i = 0; i < rows.length; i++) {
            Labels.requireBinary(labels[i]);
            if (rows[i] < 0 || rows[i] >= pixels.count()) {
                throw new IllegalArgumentException("row %d of %d".formatted(rows[i], pixels.count()));
            }
        }
        this.pixels = pixels;
        this.rows = rows;
        this.labels = labels;
    }

    public PatchPixels pixels() {
        return pixels;
    }

    public int size() {
        return rows.length;
    }

    public int row(int index) {
        return rows[index];
    }

    public int label(int index) {
        return labels[index];
    }

    /** The labels themselves, in order. */
    public int[] labels() {
        return labels;
    }

    /** How many patches have a label. */
    public int count(int label) {
        int count = 0;
        for (int each : labels) {
            count += each == label ? 1 : 0;
        }
        return count;
    }
}
