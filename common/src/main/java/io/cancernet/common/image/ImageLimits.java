package io.cancernet.common.image;

/**
 * Sizes beyond which an image is refused by its header, before a pixel of it is decoded.
 *
 * @param maxSide largest width and height, pixels
 * @param maxPixels largest width times height
 */
public record ImageLimits(int maxSide, long maxPixels) {

    /** 4,096 pixels a side and 16,777,216 in all: 48 MiB decoded. */
    public static final ImageLimits DEFAULT = new ImageLimits(4096, 4096L * 4096);

    public ImageLimits {
        if (maxSide < 1 || maxPixels < 1 || maxPixels > Integer.MAX_VALUE / RgbImage.CHANNELS) {
            throw new IllegalArgumentException("image limits must be positive and fit an array: %d px a side, %d px"
                    .formatted(maxSide, maxPixels));
        }
    }

    void check(long width, long height) {
        if (width > maxSide || height > maxSide || width * height > maxPixels) {
            throw new UndecodableImageException(
                    UndecodableImageException.Reason.TOO_LARGE,
                    "%dx%d px is over the limit of %d px a side and %d px in all; cut it into patches first"
                            .formatted(width, height, maxSide, maxPixels));
        }
    }
}
