package io.cancernet.dataset.view;

import io.cancernet.common.image.RgbImage;
import java.util.Arrays;

/** Rectangles of pixels. */
final class Pixels {

    private Pixels() {}

    static RgbImage white(int width, int height) {
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        Arrays.fill(pixels, (byte) 0xff);
        return new RgbImage(width, height, pixels);
    }

    /** Copies an image whose upper left corner lies at x, y of another, as far as it lies inside. */
    static void copy(RgbImage from, int x, int y, RgbImage to) {
        int left = Math.max(0, x);
        int right = Math.min(to.width(), x + from.width());
        if (left >= right) {
            return;
        }
        for (int row = Math.max(0, y); row < Math.min(to.height(), y + from.height()); row++) {
            System.arraycopy(
                    from.pixels(),
                    ((row - y) * from.width() + left - x) * RgbImage.CHANNELS,
                    to.pixels(),
                    (row * to.width() + left) * RgbImage.CHANNELS,
                    (right - left) * RgbImage.CHANNELS);
        }
    }

    /** A rectangle of an image; what lies outside is white. */
    static RgbImage crop(RgbImage image, int x, int y, int width, int height) {
        if (x == 0 && y == 0 && width == image.width() && height == image.height()) {
            return image;
        }
        RgbImage cropped = white(width, height);
        copy(image, -x, -y, cropped);
        return cropped;
    }
}
