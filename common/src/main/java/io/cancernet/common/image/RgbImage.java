package io.cancernet.common.image;

import java.util.Arrays;

/**
 * An 8-bit RGB image: rows from the top, pixels from the left, three interleaved bytes a pixel.
 *
 * <p>The bytes are not copied, neither in nor out: whoever holds them leaves them as they are.
 */
public final class RgbImage {

    public static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final byte[] pixels;

    /** @param pixels {@code height * width * 3} bytes */
    public RgbImage(int width, int height, byte[] pixels) {
        if (width < 1 || height < 1 || pixels.length != (long) width * height * CHANNELS) {
            throw new IllegalArgumentException(
                    "%d bytes are no RGB image of %dx%d".formatted(pixels.length, width, height));
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The bytes themselves, red first. */
    public byte[] pixels() {
        return pixels;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RgbImage image
                && width == image.width
                && height == image.height
                && Arrays.equals(pixels, image.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "RgbImage[%dx%d]".formatted(width, height);
    }
}
