package io.cancernet.inference.model.djl;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.InputSpec;

/**
 * Brings patches to a network's size, and refuses those that are far from the patches it was trained on.
 *
 * <p>Patches at a slide's border are cut off, down to a few pixels on one side; they were trained on and are scored. A
 * larger patch shows more tissue or another resolution, and what is smaller than a hundredth of a patch shows nothing.
 */
final class PatchFit {

    private static final double LARGEST = 1.1;
    private static final double LEAST_AREA = 0.01;

    private PatchFit() {}

    /**
     * The image at the size of the network's input.
     *
     * @throws DomainException {@link ErrorCode#WRONG_SIZE}, where the model states a patch size
     */
    static RgbImage apply(InputSpec input, RgbImage image) {
        Integer side = input.patchSize();
        if (side != null && !fits(image, side)) {
            throw new DomainException(
                    ErrorCode.WRONG_SIZE,
                    "the image has %dx%d pixels, the model takes patches of %dx%d: cut the slide at the model's patch size"
                            .formatted(image.width(), image.height(), side, side));
        }
        return input.resize().apply(image, input.width(), input.height());
    }

    private static boolean fits(RgbImage image, int side) {
        return Math.max(image.width(), image.height()) <= LARGEST * side
                && (double) image.width() * image.height() >= LEAST_AREA * side * side;
    }
}
