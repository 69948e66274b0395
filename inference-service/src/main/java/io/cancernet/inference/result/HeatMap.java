package io.cancernet.inference.result;

/**
 * Probabilities of disease over a slide, a byte a pixel. Where patches overlap, the highest probability is shown; a
 * patch without a score shows only where no other one lies. Not thread-safe.
 */
final class HeatMap {

    /** No patch lies here. */
    static final int NONE = 0;
    /** A patch that has no score. */
    static final int UNSCORED = 1;
    /** Level of probability 0. */
    static final int LOWEST = 5;
    /** Level of probability 1. */
    static final int HIGHEST = 255;

    private final Alignment alignment;
    private final byte[] levels;

    HeatMap(Alignment alignment) {
        this.alignment = alignment;
        this.levels = new byte[alignment.width() * alignment.height()];
    }

    Alignment alignment() {
        return alignment;
    }

    /** Level of a probability: {@link #LOWEST} to {@link #HIGHEST}. */
    static int level(double probability) {
        return LOWEST + (int) Math.round(probability * (HIGHEST - LOWEST));
    }

    void paint(PatchArea area, double probability) {
        fill(area, level(probability));
    }

    void paintUnscored(PatchArea area) {
        fill(area, UNSCORED);
    }

    /** What a pixel of the map shows. */
    int levelAt(int column, int row) {
        return levels[row * alignment.width() + column] & 0xff;
    }

    private void fill(PatchArea area, int level) {
        int left = alignment.column(area.left());
        int top = alignment.row(area.top());
        int right = alignment.column(area.right());
        int bottom = alignment.row(area.bottom());
        if (left == right || top == bottom) {
            // Smaller than a pixel, and beside its centre: it must not vanish.
            left = Math.min(alignment.width() - 1, left);
            top = Math.min(alignment.height() - 1, top);
            right = Math.max(left + 1, right);
            bottom = Math.max(top + 1, bottom);
        }
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                int at = row * alignment.width() + column;
                if ((levels[at] & 0xff) < level) {
                    levels[at] = (byte) level;
                }
            }
        }
    }
}
