package io.cancernet.dataset.testing;

import io.cancernet.common.image.RgbImage;
import java.util.Arrays;
import java.util.Random;

/** A picture to paint on: white at first. */
public final class Canvas {

    private final RgbImage image;

    public Canvas(int width, int height) {
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        Arrays.fill(pixels, (byte) 0xff);
        image = new RgbImage(width, height, pixels);
    }

    /** Noise in all channels, the same for the same seed. */
    public static RgbImage noise(int width, int height, long seed) {
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        new Random(seed).nextBytes(pixels);
        return new RgbImage(width, height, pixels);
    }

    public Canvas rectangle(int left, int top, int width, int height, int rgb) {
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                set(x, y, rgb);
            }
        }
        return this;
    }

    /** Fills a rectangle with a colour that wavers by up to so much a channel, as tissue does. */
    public Canvas tissue(int left, int top, int width, int height, int rgb, int wavering) {
        Random random = new Random(rgb);
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                int by = random.nextInt(2 * wavering + 1) - wavering;
                int red = clamp((rgb >> 16 & 0xff) + by);
                int green = clamp((rgb >> 8 & 0xff) + by);
                int blue = clamp((rgb & 0xff) + by);
                set(x, y, red << 16 | green << 8 | blue);
            }
        }
        return this;
    }

    public RgbImage image() {
        return image;
    }

    private void set(int x, int y, int rgb) {
        int at = (y * image.width() + x) * RgbImage.CHANNELS;
        image.pixels()[at] = (byte) (rgb >> 16);
        image.pixels()[at + 1] = (byte) (rgb >> 8);
        image.pixels()[at + 2] = (byte) rgb;
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
