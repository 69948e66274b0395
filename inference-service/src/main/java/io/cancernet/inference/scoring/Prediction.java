package io.cancernet.inference.scoring;

import java.time.Duration;

/**
 * What a model says of an image.
 *
 * @param probability calibrated probability of disease
 * @param threshold the model's, from which on a probability counts as positive
 * @param waited until the network took the image up
 * @param computed time of the pass, which the images of a micro-batch share
 */
public record Prediction(double probability, double threshold, Duration waited, Duration computed) {

    /** Compared as floats, as in evaluation: the network's answer is one. */
    public boolean positive() {
        return (float) probability >= (float) threshold;
    }
}
