package io.cancernet.dataset.view;

import io.cancernet.common.image.RgbImage;
import java.util.Arrays;

/**
 * Shrinking of a canvas by whole factors: each pixel is the mean of the cells that it covers, each counted by its share
 * of the canvas, rounded half up. What would lie beyond the border of the canvas does not count.
 */
record BoxAverage(int canvasWidth, int canvasHeight) {

    /**
     * The pixels of an area.
     *
     * @param cells hold all that the area covers
     * @param area its scale is a multiple of the cells' side
     */
    RgbImage shrink(Cells cells, TileArea area) {
        if (area.scale() == cells.side()
                && area.width() == cells.image().width()
                && area.height() == cells.image().height()) {
            return cells.image();
        }
        byte[] pixels = new byte[area.width() * area.height() * RgbImage.CHANNELS];
        long[] sums = new long[area.width() * RgbImage.CHANNELS];
        int factor = Math.toIntExact(area.scale() / cells.side());
        int to = 0;
        for (int row = 0; row < area.height(); row++) {
            long first = (long) (area.y() + row) * factor;
            long end = Math.min(first + factor, DeepZoom.share(canvasHeight, cells.side()));
            Arrays.fill(sums, 0);
            for (long y = first; y < end; y++) {
                addRow(cells, (int) y, area, factor, sums);
            }
            long height = covered(first, end, cells.side(), canvasHeight);
            for (int column = 0; column < area.width(); column++) {
                long left = (long) (area.x() + column) * factor;
                long right = Math.min(left + factor, DeepZoom.share(canvasWidth, cells.side()));
                long pixelsCovered = height * covered(left, right, cells.side(), canvasWidth);
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                    long sum = sums[column * RgbImage.CHANNELS + channel];
                    pixels[to++] = (byte) ((2 * sum + pixelsCovered) / (2 * pixelsCovered));
                }
            }
        }
        return new RgbImage(area.width(), area.height(), pixels);
    }

    private void addRow(Cells cells, int y, TileArea area, int factor, long[] sums) {
        byte[] pixels = cells.image().pixels();
        int across = DeepZoom.share(canvasWidth, cells.side());
        long rowWeight = covered(y, y + 1L, cells.side(), canvasHeight);
        int start = (y - cells.top()) * cells.image().width() - cells.left();
        for (int column = 0; column < area.width(); column++) {
            int left = (area.x() + column) * factor;
            int right = Math.min(left + factor, across);
            int from = (start + left) * RgbImage.CHANNELS;
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int x = left; x < right - 1; x++) {
                red += pixels[from] & 0xff;
                green += pixels[from + 1] & 0xff;
                blue += pixels[from + 2] & 0xff;
                from += RgbImage.CHANNELS;
            }
            long lastWeight = covered(right - 1L, right, cells.side(), canvasWidth);
            int to = column * RgbImage.CHANNELS;
            sums[to] += rowWeight * ((long) red * cells.side() + lastWeight * (pixels[from] & 0xff));
            sums[to + 1] += rowWeight * ((long) green * cells.side() + lastWeight * (pixels[from + 1] & 0xff));
            sums[to + 2] += rowWeight * ((long) blue * cells.side() + lastWeight * (pixels[from + 2] & 0xff));
        }
    }

    /** Pixels of the canvas that a run of cells has along one axis. */
    private static long covered(long first, long end, int side, int length) {
        return Math.min(end * side, length) - first * side;
    }
}
