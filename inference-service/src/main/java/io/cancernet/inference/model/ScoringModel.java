package io.cancernet.inference.model;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.image.RgbImage;
import java.util.List;

/** A model in memory. Thread-safe; it owns native memory, which {@link #close()} frees. */
public interface ScoringModel extends AutoCloseable {

    ModelVersion version();

    /** Name of the engine that computes it. */
    String engine();

    /** Calibrated probability from which on a patch counts as positive. */
    double threshold();

    /**
     * Brings an image to the size that the model takes: cheap work for the threads that decode.
     *
     * @throws io.cancernet.common.error.DomainException {@code wrong-size} when it is far from the patches that the model
     *     was trained on
     */
    RgbImage fit(RgbImage image);

    /** Calibrated probabilities of disease, in the order of the images. */
    float[] probabilities(List<RgbImage> images);

    /** Computes a few batches of this size, so that the first real one is not slow. */
    void warmUp(int batchSize);

    @Override
    void close();
}
