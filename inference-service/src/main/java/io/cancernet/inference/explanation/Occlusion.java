package io.cancernet.inference.explanation;

import io.cancernet.common.image.RgbImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows that are covered one after the other to see what a score comes from (Zeiler and Fergus, "Visualizing and
 * Understanding Convolutional Networks", 2014). A covered window has the mean colour of the image.
 *
 * @param width of the image, pixels
 * @param height of the image, pixels
 * @param window side of a window, pixels
 * @param stride from one window to the next, pixels; the last one of a row or column ends at the image's edge
 */
public record Occlusion(int width, int height, int window, int stride) {

    /** Windows at most: each is an image that the network computes. */
    public static final int MOST_WINDOWS = 1024;

    private static final int WINDOWS_ACROSS = 6;

    public Occlusion {
        if (window < 1 || window > Math.min(width, height)) {
            throw new IllegalArgumentException(
                    "window must lie between 1 and %d px: %d".formatted(Math.min(width, height), window));
        }
        if (stride < 1 || stride > window) {
            throw new IllegalArgumentException(
                    "stride must lie between 1 and the window's %d px: %d".formatted(window, stride));
        }
        int windows = starts(width, window, stride).size()
                * starts(height, window, stride).size();
        if (windows > MOST_WINDOWS) {
            throw new IllegalArgumentException("a stride of %d px makes %d windows, of at most %d: choose a longer one"
                    .formatted(stride, windows, MOST_WINDOWS));
        }
    }

    /** Windows of a sixth of the image that overlap by half, unless said otherwise. */
    public static Occlusion of(int width, int height, @Nullable Integer window, @Nullable Integer stride) {
        int side = window == null ? Math.max(1, Math.min(width, height) / WINDOWS_ACROSS) : window;
        return new Occlusion(width, height, side, stride == null ? Math.max(1, side / 2) : stride);
    }

    /** The image with each window covered, row by row. */
    List<RgbImage> covered(RgbImage image) {
        byte[] mean = mean(image);
        List<RgbImage> covered = new ArrayList<>();
        for (int top : starts(height, window, stride)) {
            for (int left : starts(width, window, stride)) {
                covered.add(covered(image, left, top, mean));
            }
        }
        return covered;
    }

    /**
     * The mean of the values of all windows over each pixel.
     *
     * @param values one for each window, row by row
     * @return one for each pixel, row by row
     */
    double[] spread(double[] values) {
        double[] sums = new double[width * height];
        int[] counts = new int[sums.length];
        int number = 0;
        for (int top : starts(height, window, stride)) {
            for (int left : starts(width, window, stride)) {
                for (int y = top; y < top + window; y++) {
                    for (int x = left; x < left + window; x++) {
                        sums[y * width + x] += values[number];
                        counts[y * width + x]++;
                    }
                }
                number++;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= counts[i];
        }
        return sums;
    }

    private RgbImage covered(RgbImage image, int left, int top, byte[] colour) {
        byte[] pixels = image.pixels().clone();
        for (int y = top; y < top + window; y++) {
            for (int x = left; x < left + window; x++) {
                System.arraycopy(colour, 0, pixels, (y * width + x) * RgbImage.CHANNELS, RgbImage.CHANNELS);
            }
        }
        return new RgbImage(width, height, pixels);
    }

    private static byte[] mean(RgbImage image) {
        long[] sums = new long[RgbImage.CHANNELS];
        byte[] pixels = image.pixels();
        for (int i = 0; i < pixels.length; i++) {
            sums[i % RgbImage.CHANNELS] += pixels[i] & 0xff;
        }
        byte[] mean = new byte[RgbImage.CHANNELS];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (byte) Math.round((double) sums[i] * RgbImage.CHANNELS / pixels.length);
        }
        return mean;
    }

    private static List<Integer> starts(int length, int window, int stride) {
        List<Integer> starts = new ArrayList<>();
        for (int start = 0; start < length - window; start += stride) {
            starts.add(start);
        }
        starts.add(length - window);
        return starts;
    }
}
