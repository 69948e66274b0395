package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.wholeslide.tiff.PixelLayout.Colours;
import io.cancernet.dataset.wholeslide.tile.YcbcrPixels;
import java.util.Arrays;

/** Pieces whose samples are packed as mere bytes. */
final class PlainPieces implements PieceDecoder {

    private final PixelLayout pixels;
    private final Unpacker unpacker;

    PlainPieces(PixelLayout pixels, Unpacker unpacker) {
        this.pixels = pixels;
        this.unpacker = unpacker;
    }

    @Override
    public RgbImage decode(byte[] piece, int width, int rows) {
        int stride = width * pixels.samples();
        byte[] samples = new byte[stride * rows];
        int filled = unpacker.unpack(piece, samples);
        int present = filled / stride;
        if (present == 0 || filled % stride != 0) {
            throw new IllegalArgumentException("it holds %d bytes, which are no rows of %d".formatted(filled, stride));
        }
        if (pixels.differences()) {
            sum(samples, stride, filled);
        }
        return new RgbImage(width, present, toRgb(samples, width * present));
    }

    /** Undoes the horizontal predictor. */
    private void sum(byte[] samples, int stride, int filled) {
        for (int row = 0; row < filled; row += stride) {
            for (int i = row + pixels.samples(); i < row + stride; i++) {
                samples[i] += samples[i - pixels.samples()];
            }
        }
    }

    private byte[] toRgb(byte[] samples, int count) {
        byte[] rgb = pixels.samples() == RgbImage.CHANNELS
                ? trimmed(samples, count * RgbImage.CHANNELS)
                : firstSamples(samples, count);
        if (pixels.colours() == Colours.YCBCR) {
            YcbcrPixels.toRgb(rgb);
        }
        return rgb;
    }

    private static byte[] trimmed(byte[] samples, int length) {
        return samples.length == length ? samples : Arrays.copyOf(samples, length);
    }

    /** Grey three times, or colour without what comes after it, such as alpha. */
    private byte[] firstSamples(byte[] samples, int count) {
        byte[] rgb = new byte[count * RgbImage.CHANNELS];
        int step = pixels.colours().isGrey() ? 0 : 1;
        int inversion = pixels.colours() == Colours.WHITE_IS_ZERO ? 0xff : 0;
        for (int i = 0; i < count; i++) {
            int from = i * pixels.samples();
            int to = i * RgbImage.CHANNELS;
            rgb[to] = (byte) (samples[from] ^ inversion);
            rgb[to + 1] = (byte) (samples[from + step] ^ inversion);
            rgb[to + 2] = (byte) (samples[from + 2 * step] ^ inversion);
        }
        return rgb;
    }
}
