package io.cancernet.dataset.wholeslide.tiff;

import java.io.IOException;

/**
 * How the pixels of an image are stored: one of the few ways that are read, all of 8 bits a sample, side by side.
 *
 * @param samples a pixel, as they are stored: 1 or 2 for grey, 3 or more for colour
 * @param colours what the first samples mean
 * @param differences whether samples are stored as differences to the pixel on the left
 */
record PixelLayout(Compression compression, int samples, Colours colours, boolean differences) {

    /** What samples mean, by TIFF's photometric interpretation. */
    enum Colours {
        WHITE_IS_ZERO,
        BLACK_IS_ZERO,
        RGB,
        YCBCR;

        boolean isGrey() {
            return this == WHITE_IS_ZERO || this == BLACK_IS_ZERO;
        }
    }

    private static final int MAX_SAMPLES = 8;
    private static final int BITS = 8;
    private static final int UNSIGNED = 1;
    private static final int PLAIN = 1;
    private static final int HORIZONTAL = 2;
    private static final int SIDE_BY_SIDE = 1;
    private static final int MSB_FIRST = 1;

    static PixelLayout of(Directory image) throws IOException {
        Compression compression = Compression.of(image.number(Tag.COMPRESSION, 1));
        Colours colours = colours(image.number(Tag.PHOTOMETRIC));
        int samples = samples(image, colours);
        if (samples > 1 && image.number(Tag.PLANAR_CONFIGURATION, SIDE_BY_SIDE) != SIDE_BY_SIDE) {
            throw Refusals.unsupported("its colours are stored in separate planes (planar configuration 2)");
        }
        if (image.number(Tag.FILL_ORDER, MSB_FIRST) != MSB_FIRST) {
            throw Refusals.unsupported("its bits are stored in reverse (fill order 2)");
        }
        long predictor = compression.isImage() ? PLAIN : image.number(Tag.PREDICTOR, PLAIN);
        if (predictor != PLAIN && predictor != HORIZONTAL) {
            throw Refusals.unsupported("its predictor is %d".formatted(predictor));
        }
        if (colours == Colours.YCBCR && !compression.isImage()) {
            requireFullColours(image);
        }
        return new PixelLayout(compression, samples, colours, predictor == HORIZONTAL);
    }

    private static Colours colours(long photometric) {
        return switch ((int) Math.min(photometric, Integer.MAX_VALUE)) {
            case 0 -> Colours.WHITE_IS_ZERO;
            case 1 -> Colours.BLACK_IS_ZERO;
            case 2 -> Colours.RGB;
            case 3 -> throw Refusals.unsupported("its colours come from a palette");
            case 5 -> throw Refusals.unsupported("its colours are CMYK");
            case 6 -> Colours.YCBCR;
            default -> throw Refusals.unsupported("its photometric interpretation is %d".formatted(photometric));
        };
    }

    private static int samples(Directory image, Colours colours) throws IOException {
        long samples = image.number(Tag.SAMPLES_PER_PIXEL, 1);
        if (samples < (colours.isGrey() ? 1 : 3) || samples > MAX_SAMPLES) {
            throw Refusals.unsupported("it has %d samples a pixel".formatted(samples));
        }
        // Some writers give the bits of the first sample alone.
        int stated = (int) Math.min(samples, image.count(Tag.BITS_PER_SAMPLE));
        for (long bits : stated == 0 ? new long[] {1} : image.numbers(Tag.BITS_PER_SAMPLE, stated)) {
            if (bits != BITS) {
                throw Refusals.unsupported("it has %d bits a sample".formatted(bits));
            }
        }
        if (image.number(Tag.SAMPLE_FORMAT, UNSIGNED) != UNSIGNED) {
            throw Refusals.unsupported("its samples are no unsigned whole numbers");
        }
        return (int) samples;
    }

    private static void requireFullColours(Directory image) throws IOException {
        long[] subsampling =
                image.count(Tag.YCBCR_SUBSAMPLING) < 2 ? new long[] {2, 2} : image.numbers(Tag.YCBCR_SUBSAMPLING, 2);
        if (subsampling[0] != 1 || subsampling[1] != 1) {
            throw Refusals.unsupported("its YCbCr colours are subsampled without JPEG");
        }
    }
}
