package io.cancernet.dataset.stain;

import io.cancernet.common.image.RgbImage;
import java.util.Arrays;

/** Pixels of tissue, taken evenly from some patches of a slide; red, green and blue in the low 24 bits of each. */
final class PixelSample {

    /** Enough for percentiles to hold still, few enough to sort. */
    private static final int MAX_PIXELS = 200_000;

    private int[] pixels = new int[1024];
    private int size;
    private final int stride;
    private int untilNext;

    /** @param total pixels that will be offered */
    PixelSample(long total) {
        stride = (int) Math.max(1, (total + MAX_PIXELS - 1) / MAX_PIXELS);
    }

    /** Takes every so many pixels of a patch, and of these what absorbs light as tissue does. */
    void add(RgbImage patch) {
        byte[] bytes = patch.pixels();
        int count = bytes.length / RgbImage.CHANNELS;
        int next = untilNext;
        for (; next < count; next += stride) {
            int at = next * RgbImage.CHANNELS;
            int red = bytes[at] & 0xff;
            int green = bytes[at + 1] & 0xff;
            int blue = bytes[at + 2] & 0xff;
            if (OpticalDensity.isTissue(red, green, blue)) {
                add(red << 16 | green << 8 | blue);
            }
        }
        untilNext = next - count;
    }

    private void add(int pixel) {
        if (size == pixels.length) {
            pixels = Arrays.copyOf(pixels, 2 * size);
        }
        pixels[size++] = pixel;
    }

    int size() {
        return size;
    }

    int red(int index) {
        return pixels[index] >> 16 & 0xff;
    }

    int green(int index) {
        return pixels[index] >> 8 & 0xff;
    }

    int blue(int index) {
        return pixels[index] & 0xff;
    }
}
