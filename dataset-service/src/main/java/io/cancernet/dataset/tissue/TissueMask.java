package io.cancernet.dataset.tissue;

import io.cancernet.common.image.RgbImage;

/**
 * Where a slide has tissue and where it has ink, at the scale of its thumbnail. Immutable.
 *
 * <p>Tissue is what is saturated: Otsu's threshold on the saturation of HSV, kept within bounds, because it means
 * nothing where a thumbnail is all glass or all tissue. Then gaps are closed, specks and thin lines removed, and small
 * areas and holes dissolved.
 */
public final class TissueMask {

    /** Saturation, of 255, below which nothing is tissue: glass is never quite grey, and JPEG adds noise. */
    static final int LOWEST_THRESHOLD = 15;
    /** Saturation from which all is tissue: where no glass is seen, Otsu would part pale tissue from dark. */
    static final int HIGHEST_THRESHOLD = 40;
    /** Areas and holes of fewer pixels are dissolved. At 1,024 to 2,048 pixels a section this is dust. */
    static final int MIN_AREA = 64;
    /** Darker than this is no tissue: the black around some scans, where saturation is noise. */
    private static final int DARKEST = 30;

    private static final int CLOSING = 2;
    private static final int OPENING = 1;
    /** Ink fades at its border, so the border counts as ink. */
    private static final int INK_BORDER = 3;

    private static final int MIN_INK_AREA = 16;
    /** Where more than this of all that is coloured has the colours of ink, they are those of another stain. */
    private static final double MOST = 0.8;

    private final BinaryImage tissue;
    private final BinaryImage ink;
    private final double downsample;

    private TissueMask(BinaryImage tissue, BinaryImage ink, double downsample) {
        this.tissue = tissue;
        this.ink = ink;
        this.downsample = downsample;
    }

    public static TissueMask of(Thumbnail thumbnail) {
        RgbImage image = thumbnail.image();
        int[] saturation = saturation(image);
        BinaryImage ink = ink(image, saturation);
        int threshold = threshold(saturation, ink);
        BinaryImage tissue = new BinaryImage(image.width(), image.height());
        for (int i = 0; i < saturation.length; i++) {
            tissue.set(i, saturation[i] >= threshold);
        }
        tissue.close(CLOSING);
        tissue.open(OPENING);
        tissue.dissolve(true, MIN_AREA);
        tissue.dissolve(false, MIN_AREA);
        for (int i = 0; i < saturation.length; i++) {
            tissue.set(i, tissue.get(i) && !ink.get(i));
        }
        return new TissueMask(tissue, ink, thumbnail.downsample());
    }

    /** Share of the slide that is tissue, 0 to 1. */
    public double tissueShare() {
        return (double) tissue.count() / ((long) tissue.width() * tissue.height());
    }

    /** Share of a square that is tissue, 0 to 1; left, top and side in pixels of level 0. */
    public double tissueShare(double x, double y, double side) {
        return share(tissue, x, y, side);
    }

    /** Share of a square that is ink, 0 to 1; left, top and side in pixels of level 0. */
    public double penShare(double x, double y, double side) {
        return share(ink, x, y, side);
    }

    private double share(BinaryImage image, double x, double y, double side) {
        double left = x / downsample;
        double top = y / downsample;
        double right = Math.min((x + side) / downsample, image.width());
        double bottom = Math.min((y + side) / downsample, image.height());
        double covered = 0;
        for (int row = (int) top; row < bottom; row++) {
            double high = Math.min(row + 1, bottom) - Math.max(row, top);
            for (int column = (int) left; column < right; column++) {
                if (image.get(column, row)) {
                    covered += high * (Math.min(column + 1, right) - Math.max(column, left));
                }
            }
        }
        double area = (right - left) * (bottom - top);
        return area > 0 ? Math.min(1, covered / area) : 0;
    }

    private static BinaryImage ink(RgbImage image, int[] saturation) {
        BinaryImage ink = new BinaryImage(image.width(), image.height());
        boolean otherStain = isOtherStain(image, saturation);
        byte[] pixels = image.pixels();
        for (int i = 0, at = 0; at < pixels.length; i++, at += RgbImage.CHANNELS) {
            int red = pixels[at] & 0xff;
            int green = pixels[at + 1] & 0xff;
            int blue = pixels[at + 2] & 0xff;
            ink.set(i, Ink.isBlack(red, green, blue) || (!otherStain && Ink.isColoured(red, green, blue)));
        }
        ink.open(OPENING);
        ink.dissolve(true, MIN_INK_AREA);
        ink.dilate(INK_BORDER);
        return ink;
    }

    private static boolean isOtherStain(RgbImage image, int[] saturation) {
        long coloured = 0;
        long inks = 0;
        byte[] pixels = image.pixels();
        for (int i = 0, at = 0; at < pixels.length; i++, at += RgbImage.CHANNELS) {
            if (saturation[i] >= HIGHEST_THRESHOLD) {
                coloured++;
                inks += Ink.isColoured(pixels[at] & 0xff, pixels[at + 1] & 0xff, pixels[at + 2] & 0xff) ? 1 : 0;
            }
        }
        return inks > MOST * coloured;
    }

    private static int[] saturation(RgbImage image) {
        byte[] pixels = image.pixels();
        int[] saturation = new int[pixels.length / RgbImage.CHANNELS];
        for (int i = 0, at = 0; i < saturation.length; i++, at += RgbImage.CHANNELS) {
            int red = pixels[at] & 0xff;
            int green = pixels[at + 1] & 0xff;
            int blue = pixels[at + 2] & 0xff;
            int max = Math.max(red, Math.max(green, blue));
            int min = Math.min(red, Math.min(green, blue));
            saturation[i] = max < DARKEST ? 0 : (255 * (max - min) + max / 2) / max;
        }
        return saturation;
    }

    private static int threshold(int[] saturation, BinaryImage ink) {
        long[] histogram = new long[256];
        for (int i = 0; i < saturation.length; i++) {
            if (!ink.get(i)) {
                histogram[saturation[i]]++;
            }
        }
        return Math.max(LOWEST_THRESHOLD, Math.min(HIGHEST_THRESHOLD, Otsu.threshold(histogram)));
    }
}
