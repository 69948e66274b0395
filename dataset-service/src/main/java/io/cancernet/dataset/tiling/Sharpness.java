package io.cancernet.dataset.tiling;

import io.cancernet.common.image.RgbImage;

/**
 * How sharp a picture is: the variance of the Laplacian (4 neighbours) of its grey values, 0 where nothing changes. It
 * depends on the resolution and on the tissue, so a threshold only tells what is clearly out of focus.
 */
public final class Sharpness {

    private static final int RED = 299;
    private static final int GREEN = 587;
    private static final int BLUE = 114;
    private static final int WHOLE = 1000;
    /** So many squares of at most 1,020 fit into an int, which the JIT adds up faster than longs. */
    private static final int RUN = 2000;

    private Sharpness() {}

    public static double of(RgbImage image) {
        int width = image.width();
        int height = image.height();
        if (width < 3 || height < 3) {
            return 0;
        }
        int[] grey = grey(image);
        long sum = 0;
        long squares = 0;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x += RUN) {
                int from = y * width + x;
                int to = Math.min(from + RUN, (y + 1) * width - 1);
                int runSum = 0;
                int runSquares = 0;
                for (int at = from; at < to; at++) {
                    int laplacian = grey[at - 1] + grey[at + 1] + grey[at - width] + grey[at + width] - 4 * grey[at];
                    runSum += laplacian;
                    runSquares += laplacian * laplacian;
                }
                sum += runSum;
                squares += runSquares;
            }
        }
        double count = (double) (width - 2) * (height - 2);
        double mean = sum / count;
        return Math.max(0, squares / count - mean * mean);
    }

    private static int[] grey(RgbImage image) {
        byte[] pixels = image.pixels();
        int[] grey = new int[pixels.length / RgbImage.CHANNELS];
        for (int i = 0, at = 0; i < grey.length; i++, at += RgbImage.CHANNELS) {
            int weighted = RED * (pixels[at] & 0xff) + GREEN * (pixels[at + 1] & 0xff) + BLUE * (pixels[at + 2] & 0xff);
            grey[i] = (weighted + WHOLE / 2) / WHOLE;
        }
        return grey;
    }
}
