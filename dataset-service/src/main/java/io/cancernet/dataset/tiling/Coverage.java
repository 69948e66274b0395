package io.cancernet.dataset.tiling;

/**
 * What each pixel of a patch covers along one axis of a level: a run of the level's pixels, of which the first and the
 * last count by the part that is covered. What reaches past the level's end is left out.
 */
final class Coverage {

    /** What floating point may be off by, in pixels of the level. */
    private static final double ROUNDING = 1e-6;

    private final int[] first;
    private final int[] last;
    private final double[] firstWeight;
    private final double[] lastWeight;
    private final double[] total;

    /**
     * @param start where the patch begins, in pixels of the level
     * @param step pixels of the level to one of the patch
     * @param count pixels of the patch
     * @param length pixels of the level
     */
    Coverage(double start, double step, int count, int length) {
        first = new int[count];
        last = new int[count];
        firstWeight = new double[count];
        lastWeight = new double[count];
        total = new double[count];
        for (int i = 0; i < count; i++) {
            double from = Math.min(snap(start + i * step), length - 1);
            double to = Math.min(snap(start + (i + 1) * step), length);
            first[i] = (int) from;
            last[i] = (int) Math.ceil(to) - 1;
            firstWeight[i] = Math.min(to, first[i] + 1) - from;
            lastWeight[i] = to - last[i];
            total[i] = to - from;
        }
    }

    private static double snap(double position) {
        return Math.abs(position - Math.rint(position)) < ROUNDING ? Math.rint(position) : position;
    }

    /** First pixel of the level that a pixel of the patch covers. */
    int first(int index) {
        return first[index];
    }

    /** Last pixel of the level that a pixel of the patch covers. */
    int last(int index) {
        return last[index];
    }

    /** How much of a pixel of the level is covered, from 0 to 1. */
    double weight(int index, int position) {
        if (position == first[index]) {
            return firstWeight[index];
        }
        return position == last[index] ? lastWeight[index] : 1;
    }

    /** Pixels of the level that are covered, parts added up. */
    double total(int index) {
        return total[index];
    }

    /** Whether the pixels of the patch are pixels of the level as they follow each other. */
    boolean isCopy() {
        for (int i = 0; i < first.length; i++) {
            if (first[i] != last[i] || firstWeight[i] != 1 || first[i] != first[0] + i) {
                return false;
            }
        }
        return true;
    }
}
