package io.cancernet.inference.model;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.image.RgbImage;
import io.cancernet.common.network.InputSpec;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A model in memory. Thread-safe; it owns native memory, which {@link #close()} frees. */
public interface ScoringModel extends AutoCloseable {

    ModelVersion version();

    /** Name of the engine that computes it. */
    String engine();

    /** Calibrated probability from which on a patch counts as positive. */
    double threshold();

    /** The images that it takes. */
    InputSpec input();

    /**
     * Decodes a PNG or JPEG and brings it to the size that the model takes: work for the threads that decode.
     *
     * @throws io.cancernet.common.error.DomainException {@code undecodable-image}, or {@code wrong-size} when it is far
     *     from the patches that the model was trained on; larger ones are refused before a pixel is decoded
     */
    RgbImage decode(byte[] file);

    /**
     * Compares the colours of an image of the model's size with those of the training patches: cheap work for the threads
     * that decode. Empty when the model came without statistics of these.
     */
    Optional<ColourCheck> checkColours(RgbImage image);

    /** Calibrated probabilities of disease, in the order of the images. */
    float[] probabilities(List<RgbImage> images);

    /** Computes a few batches of this size, so that the first real one is not slow. */
    default void warmUp(int batchSize) {
        InputSpec input = input();
        RgbImage blank = new RgbImage(
                input.width(), input.height(), new byte[input.width() * input.height() * RgbImage.CHANNELS]);
        for (int i = 0; i < 3; i++) {
            probabilities(Collections.nCopies(batchSize, blank));
        }
    }

    @Override
    void close();
}
