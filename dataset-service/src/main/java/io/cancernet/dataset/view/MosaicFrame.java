package io.cancernet.dataset.view;

/**
 * Where patches lie on the canvas of a mosaic.
 *
 * @param originX coordinate of a patch that lies at the left border of the canvas
 * @param originY coordinate of a patch that lies at the upper border
 * @param scale pixels of the canvas to one of the coordinates
 */
public record MosaicFrame(int originX, int originY, double scale) {

    /** A whole slide's own pixels: coordinates and canvas are the same. */
    public static final MosaicFrame IDENTITY = new MosaicFrame(0, 0, 1);

    /** Coordinates are rounded to whole pixels of level 0. */
    private static final double ROUNDED = 0.5 + 1e-6;

    /**
     * Patches of an archive: their coordinates are pixels of the image that they were cut from, which the public data
     * sets count from 1.
     *
     * @param leastX smallest coordinate; below 1 the archive counts from there
     */
    static MosaicFrame ofArchive(int leastX, int leastY) {
        return new MosaicFrame(Math.min(1, leastX), Math.min(1, leastY), 1);
    }

    /**
     * Patches that were resampled from level 0.
     *
     * @param downsample pixels of level 0 to one of a patch
     */
    static MosaicFrame ofLevel0(double downsample) {
        return new MosaicFrame(0, 0, 1 / downsample);
    }

    /**
     * Left edge on the canvas. Patches of a grid have no gaps between them, although their coordinates were rounded.
     *
     * @param patchWidth nominal width of the extraction's patches
     */
    long canvasX(int x, int patchWidth) {
        return place((long) x - originX, patchWidth);
    }

    /** Top edge on the canvas. */
    long canvasY(int y, int patchHeight) {
        return place((long) y - originY, patchHeight);
    }

    private long place(long coordinate, int patchSide) {
        if (scale == 1) {
            return coordinate;
        }
        double side = patchSide / scale;
        long cell = Math.round(coordinate / side);
        return Math.abs(cell * side - coordinate) <= ROUNDED ? cell * patchSide : Math.round(coordinate * scale);
    }
}
