package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.wholeslide.tile.TileDecoder;
import io.cancernet.dataset.wholeslide.tile.YcbcrPixels;

/** A decoder of frames that are not compressed: three 8-bit samples a pixel, or three planes one after the other. */
record NativeDecoder(int width, int height, boolean planes, Colours colours) implements TileDecoder {

    @Override
    public RgbImage decode(byte[] frame) {
        byte[] pixels = planes ? interleaved(frame) : frame;
        if (colours == Colours.YCBCR) {
            YcbcrPixels.toRgb(pixels);
        }
        return new RgbImage(width, height, pixels);
    }

    private byte[] interleaved(byte[] frame) {
        byte[] pixels = new byte[frame.length];
        int plane = frame.length / RgbImage.CHANNELS;
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = frame[at % RgbImage.CHANNELS * plane + at / RgbImage.CHANNELS];
        }
        return pixels;
    }
}
