package io.cancernet.common.network;

import io.cancernet.common.image.Resize;
import io.cancernet.common.unit.MicronsPerPixel;
import org.jspecify.annotations.Nullable;

/**
 * The images a model takes.
 *
 * @param width in pixels, after resizing
 * @param height in pixels, after resizing
 * @param mpp resolution of the patches before resizing; a slide of another resolution is refused, never scored
 * @param scaling factor from 8-bit values to the network's input
 * @param resize how a patch of another size is brought to this one
 * @param patchSize side of the patches that it was trained on, in pixels before resizing: slides for scoring are cut to
 *     it; absent: that of the input
 * @param normalization of the scaled values; absent: none
 * @param views of an image that are averaged; absent: the image alone
 */
public record InputSpec(
        int width,
        int height,
        MicronsPerPixel mpp,
        double scaling,
        Resize resize,
        @Nullable Integer patchSize,
        @Nullable Normalization normalization,
        @Nullable TestTimeAugmentation views) {

    private static final int LARGEST_SIDE = 1024;
    private static final int LARGEST_PATCH = 8192;

    public InputSpec {
        if (width < 1 || width > LARGEST_SIDE || height < 1 || height > LARGEST_SIDE) {
            throw new IllegalArgumentException(
                    "input sides lie between 1 and %d px: %dx%d".formatted(LARGEST_SIDE, width, height));
        }
        if (patchSize != null && (patchSize < 1 || patchSize > LARGEST_PATCH)) {
            throw new IllegalArgumentException(
                    "input patchSize lies between 1 and %d px: %d".formatted(LARGEST_PATCH, patchSize));
        }
        if (!(scaling > 0 && scaling <= 1)) {
            throw new IllegalArgumentException("input scaling lies above 0, at most 1: " + scaling);
        }
        if (views == TestTimeAugmentation.FLIPS_AND_ROTATIONS && width != height) {
            throw new IllegalArgumentException("images to rotate are square: %dx%d".formatted(width, height));
        }
    }

    /** Images that are scaled and no more. */
    public InputSpec(
            int width, int height, MicronsPerPixel mpp, double scaling, Resize resize, @Nullable Integer patchSize) {
        this(width, height, mpp, scaling, resize, patchSize, null, null);
    }
}
