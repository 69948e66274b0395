package io.cancernet.dataset.wholeslide.tile;

import io.cancernet.common.image.RgbImage;

/** Interleaved full-range YCbCr of ITU-R BT.601, as JFIF defines it, to RGB. */
public final class YcbcrPixels {

    private YcbcrPixels() {}

    /** Converts in place. */
    public static void toRgb(byte[] pixels) {
        for (int at = 0; at < pixels.length; at += RgbImage.CHANNELS) {
            int luma = pixels[at] & 0xff;
            int blue = (pixels[at + 1] & 0xff) - 128;
            int red = (pixels[at + 2] & 0xff) - 128;
            pixels[at] = clamp(luma + 1.402 * red);
            pixels[at + 1] = clamp(luma - 0.344136 * blue - 0.714136 * red);
            pixels[at + 2] = clamp(luma + 1.772 * blue);
        }
    }

    private static byte clamp(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
