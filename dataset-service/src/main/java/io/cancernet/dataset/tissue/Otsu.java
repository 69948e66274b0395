package io.cancernet.dataset.tissue;

/** Otsu's threshold of a histogram (N. Otsu, IEEE Trans. SMC 9, 1979): it parts values into two classes best. */
final class Otsu {

    private Otsu() {}

    /** The smallest value of the upper class; 0 where all values are the same. */
    static int threshold(long[] histogram) {
        long count = 0;
        double sum = 0;
        for (int value = 0; value < histogram.length; value++) {
            count += histogram[value];
            sum += (double) value * histogram[value];
        }
        int threshold = 0;
        double widest = 0;
        long below = 0;
        double sumBelow = 0;
        for (int value = 0; value < histogram.length - 1; value++) {
            below += histogram[value];
            sumBelow += (double) value * histogram[value];
            if (below == 0 || below == count) {
                continue;
            }
            double gap = sumBelow / below - (sum - sumBelow) / (count - below);
            double between = gap * gap * below * (count - below);
            if (between > widest) {
                widest = between;
                threshold = value + 1;
            }
        }
        return threshold;
    }
}
