package io.cancernet.common.colour;

import io.cancernet.common.image.RgbImage;

/**
 * Nine figures of an image's colours: the mean of red, green and blue in 8-bit levels; the logarithm of one plus the
 * standard deviation of each; the correlations red-green, red-blue and green-blue, which follow from the stain and the
 * scanner.
 */
final class ColourFeatures {

    static final int COUNT = 9;

    /** Levels squared, added to variances: what a flat area of a JPEG has, so that its correlations are near 0. */
    private static final double NOISE = 4;

    private ColourFeatures() {}

    static double[] of(RgbImage image) {
        long red = 0;
        long green = 0;
        long blue = 0;
        long redRed = 0;
        long greenGreen = 0;
        long blueBlue = 0;
        long redGreen = 0;
        long redBlue = 0;
        long greenBlue = 0;
        byte[] pixels = image.pixels();
        for (int i = 0; i < pixels.length; i += RgbImage.CHANNELS) {
            long r = pixels[i] & 0xff;
            long g = pixels[i + 1] & 0xff;
            long b = pixels[i + 2] & 0xff;
            red += r;
            green += g;
            blue += b;
            redRed += r * r;
            greenGreen += g * g;
            blueBlue += b * b;
            redGreen += r * g;
            redBlue += r * b;
            greenBlue += g * b;
        }
        double count = (double) pixels.length / RgbImage.CHANNELS;
        double[] mean = {red / count, green / count, blue / count};
        double[] variance = {
            Math.max(0, redRed / count - mean[0] * mean[0]),
            Math.max(0, greenGreen / count - mean[1] * mean[1]),
            Math.max(0, blueBlue / count - mean[2] * mean[2])
        };
        return new double[] {
            mean[0],
            mean[1],
            mean[2],
            Math.log1p(Math.sqrt(variance[0])),
            Math.log1p(Math.sqrt(variance[1])),
            Math.log1p(Math.sqrt(variance[2])),
            correlation(redGreen / count - mean[0] * mean[1], variance[0], variance[1]),
            correlation(redBlue / count - mean[0] * mean[2], variance[0], variance[2]),
            correlation(greenBlue / count - mean[1] * mean[2], variance[1], variance[2])
        };
    }

    private static double correlation(double covariance, double one, double other) {
        return covariance / Math.sqrt((one + NOISE) * (other + NOISE));
    }
}
