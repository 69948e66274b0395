package io.cancernet.dataset.statistics;

import io.cancernet.common.patch.Split;
import java.util.List;

/**
 * What the patches of a dataset are like.
 *
 * @param sizes the most frequent first, at most fifty
 * @param otherSizes patches of yet other sizes
 * @param unreadable patches whose bytes are lost or no image any more; they are in no colour
 */
public record Statistics(
        List<SplitStatistics> splits, List<SizeCount> sizes, int otherSizes, Colours colours, int unreadable) {

    public Statistics {
        splits = List.copyOf(splits);
        sizes = List.copyOf(sizes);
    }

    /**
     * A split.
     *
     * @param positivity share of patches with disease; 0 for none
     * @param repeated different bytes that occur more than once in the split
     * @param repeatedPatches patches that have such bytes
     */
    public record SplitStatistics(
            Split split, int cases, int negative, int positive, double positivity, int repeated, int repeatedPatches) {}

    /** Patches of one size in pixels. */
    public record SizeCount(int width, int height, int patches) {}

    /** Colours of all pixels, and of those of each class. */
    public record Colours(Colour whole, Colour negative, Colour positive) {}

    /**
     * Mean and standard deviation of red, green and blue, each 0 to 255; empty where there is no pixel.
     *
     * @param pixels that were looked at
     */
    public record Colour(long pixels, List<Double> mean, List<Double> deviation) {

        public Colour {
            mean = List.copyOf(mean);
            deviation = List.copyOf(deviation);
        }
    }
}
