package io.cancernet.dataset.tissue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OtsuTest {

    @Test
    void twoHeaps_arePartedBetweenThem() {
        long[] histogram = new long[256];
        histogram[10] = 500;
        histogram[12] = 500;
        histogram[90] = 80;
        histogram[110] = 100;
        assertThat(Otsu.threshold(histogram)).isBetween(13, 90);
    }

    @Test
    void threshold_maximisesTheVarianceBetweenTheClasses() {
        long[] histogram = new long[256];
        for (int i = 0; i < 256; i++) {
            histogram[i] = (i * 7919L) % 101 + (i > 140 ? 60 : 0);
        }
        int best = 0;
        double widest = -1;
        for (int threshold = 1; threshold < 256; threshold++) {
            double weights = weight(histogram, 0, threshold) * weight(histogram, threshold, 256);
            double gap = mean(histogram, 0, threshold) - mean(histogram, threshold, 256);
            if (weights * gap * gap > widest) {
                widest = weights * gap * gap;
                best = threshold;
            }
        }
        assertThat(Otsu.threshold(histogram)).isEqualTo(best);
    }

    @Test
    void oneValueOnly_hasNoThreshold() {
        long[] histogram = new long[256];
        assertThat(Otsu.threshold(histogram)).isZero();
        histogram[77] = 10;
        assertThat(Otsu.threshold(histogram)).isZero();
    }

    private static double weight(long[] histogram, int from, int to) {
        double count = 0;
        for (int i = from; i < to; i++) {
            count += histogram[i];
        }
        return count;
    }

    private static double mean(long[] histogram, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) i * histogram[i];
        }
        return sum / weight(histogram, from, to);
    }
}
