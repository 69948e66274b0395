package io.cancernet.dataset.tiling;

import io.cancernet.common.image.RgbImage;
import java.util.Arrays;

/**
 * Resampling by area: each pixel of a patch is the mean of what it covers, parts of pixels counted by their area, and
 * rounded half up. Sums are held in doubles, which whole numbers leave exact. Used by one thread.
 */
final class AreaAverage {

    private final Coverage columns;
    private final Coverage rows;
    private final int size;
    private final double[] line;
    private final double[] sums;
    private int lineRow = -1;

    AreaAverage(Coverage columns, Coverage rows, int size) {
        this.columns = columns;
        this.rows = rows;
        this.size = size;
        line = new double[size * RgbImage.CHANNELS];
        sums = new double[size * RgbImage.CHANNELS];
    }

    /** Fills the pixels of a part of a patch from a region of the level that holds all that they cover. */
    void fill(byte[] patch, PatchPart part, LevelRegion region) {
        if (columns.isCopy() && rows.isCopy()) {
            copy(patch, part, region);
            return;
        }
        lineRow = -1;
        for (int row = part.top(); row < part.bottom(); row++) {
            Arrays.fill(sums, part.left() * RgbImage.CHANNELS, part.right() * RgbImage.CHANNELS, 0);
            for (int y = rows.first(row); y <= rows.last(row); y++) {
                sumAlong(y, part, region);
                double weight = rows.weight(row, y);
                for (int i = part.left() * RgbImage.CHANNELS; i < part.right() * RgbImage.CHANNELS; i++) {
                    sums[i] += weight * line[i];
                }
            }
            write(patch, row, part);
        }
    }

    /** Sums of one row of the level for each pixel of the patch; kept, because rows of the patch can share it. */
    private void sumAlong(int y, PatchPart part, LevelRegion region) {
        if (y == lineRow) {
            return;
        }
        lineRow = y;
        byte[] pixels = region.image().pixels();
        int start = ((y - region.top()) * region.image().width() - region.left()) * RgbImage.CHANNELS;
        for (int column = part.left(); column < part.right(); column++) {
            int first = columns.first(column);
            int last = columns.last(column);
            int from = start + first * RgbImage.CHANNELS;
            double weight = columns.weight(column, first);
            double red = weight * (pixels[from] & 0xff);
            double green = weight * (pixels[from + 1] & 0xff);
            double blue = weight * (pixels[from + 2] & 0xff);
            if (last > first) {
                int wholeRed = 0;
                int wholeGreen = 0;
                int wholeBlue = 0;
                from += RgbImage.CHANNELS;
                int end = start + last * RgbImage.CHANNELS;
                for (; from < end; from += RgbImage.CHANNELS) {
                    wholeRed += pixels[from] & 0xff;
                    wholeGreen += pixels[from + 1] & 0xff;
                    wholeBlue += pixels[from + 2] & 0xff;
                }
                weight = columns.weight(column, last);
                red += wholeRed + weight * (pixels[end] & 0xff);
                green += wholeGreen + weight * (pixels[end + 1] & 0xff);
                blue += wholeBlue + weight * (pixels[end + 2] & 0xff);
            }
            int to = column * RgbImage.CHANNELS;
            line[to] = red;
            line[to + 1] = green;
            line[to + 2] = blue;
        }
    }

    private void write(byte[] patch, int row, PatchPart part) {
        int to = (row * size + part.left()) * RgbImage.CHANNELS;
        for (int column = part.left(), i = column * RgbImage.CHANNELS; column < part.right(); column++) {
            double area = columns.total(column) * rows.total(row);
            for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                patch[to++] = (byte) (int) (sums[i++] / area + 0.5);
            }
        }
    }

    private void copy(byte[] patch, PatchPart part, LevelRegion region) {
        int length = (part.right() - part.left()) * RgbImage.CHANNELS;
        for (int row = part.top(); row < part.bottom(); row++) {
            int from = (rows.first(row) - region.top()) * region.image().width()
                    + columns.first(part.left())
                    - region.left();
            System.arraycopy(
                    region.image().pixels(),
                    from * RgbImage.CHANNELS,
                    patch,
                    (row * size + part.left()) * RgbImage.CHANNELS,
                    length);
        }
    }
}
