package io.cancernet.inference.model.djl;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.image.ImageLimits;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.image.UndecodableImageException;
import io.cancernet.common.network.InputSpec;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Decodes patches and brings them to a network's size; those that are far from the patches it was trained on are refused.
 * Thread-safe.
 *
 * <p>Patches at a slide's border are cut off, down to a few pixels on one side; they were trained on and are scored. A
 * larger patch shows more tissue or another resolution, and what is smaller than a hundredth of a patch shows nothing.
 */
final class PatchFit {

    private static final double LARGEST = 1.1;
    private static final double LEAST_AREA = 0.01;

    /** Where a model states no size: what many threads may decode at once. */
    private static final ImageLimits USUAL = new ImageLimits(1024, 1024 * 1024);

    private static final PatchImageCodec ANY_SIZE = new PatchImageCodec();
    /** Of all models: a few large images decoded at once would take all memory. */
    private static final ReentrantLock ONE_LARGE = new ReentrantLock();

    private final InputSpec input;
    private final @Nullable Integer side;
    private final PatchImageCodec codec;

    PatchFit(InputSpec input) {
        this.input = input;
        this.side = input.patchSize();
        this.codec = new PatchImageCodec(side == null ? USUAL : limits(side));
    }

    private static ImageLimits limits(int side) {
        int largest = Math.min((int) (LARGEST * side), ImageLimits.DEFAULT.maxSide());
        return new ImageLimits(largest, (long) largest * largest);
    }

    /**
     * The image at the size of the network's input.
     *
     * @throws DomainException {@link ErrorCode#WRONG_SIZE}, where the model states a patch size
     */
    RgbImage decode(byte[] file) {
        RgbImage image = decoded(file);
        if (side != null && (double) image.width() * image.height() < LEAST_AREA * side * side) {
            throw wrongSize("it has %dx%d".formatted(image.width(), image.height()));
        }
        return input.resize().apply(image, input.width(), input.height());
    }

    private RgbImage decoded(byte[] file) {
        try {
            return codec.decode(file);
        } catch (UndecodableImageException e) {
            if (e.reason() != UndecodableImageException.Reason.TOO_LARGE) {
                throw e;
            }
            if (side != null) {
                throw wrongSize(String.valueOf(e.getMessage()));
            }
        }
        ONE_LARGE.lock();
        try {
            return ANY_SIZE.decode(file);
        } finally {
            ONE_LARGE.unlock();
        }
    }

    private DomainException wrongSize(String what) {
        return new DomainException(
                ErrorCode.WRONG_SIZE,
                "the image is no patch of %sx%s pixels, which the model takes; cut the slide at this size: %s"
                        .formatted(side, side, what));
    }
}
