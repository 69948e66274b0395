package io.cancernet.dataset.wholeslide;

/**
 * A level of a pyramid.
 *
 * @param width in pixels
 * @param height in pixels
 * @param downsample pixels of level 0 to one of this level, 1 for level 0. Where the level's size is that of level 0
 *     divided by a whole number, rounded in any way, it is that number exactly.
 */
public record SlideLevel(int width, int height, double downsample) {

    public SlideLevel {
        if (width < 1 || height < 1 || !(downsample >= 1)) {
            throw new IllegalArgumentException("a level has pixels and a downsample of at least 1: %d x %d, %s"
                    .formatted(width, height, downsample));
        }
    }

    /** A level of a slide whose level 0 has the given size. */
    public static SlideLevel of(int width, int height, int width0, int height0) {
        double ratio = ((double) width0 / width + (double) height0 / height) / 2;
        long whole = Math.round(ratio);
        boolean exact =
                Math.abs(width - (double) width0 / whole) < 1 && Math.abs(height - (double) height0 / whole) < 1;
        return new SlideLevel(width, height, exact ? whole : Math.max(1, ratio));
    }
}
