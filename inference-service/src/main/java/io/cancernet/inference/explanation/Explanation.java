package io.cancernet.inference.explanation;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.image.PatchImageCodec;
import io.cancernet.common.image.RgbImage;
import io.cancernet.inference.scoring.Prediction;

/**
 * Which parts of an image its score comes from.
 *
 * @param image of the model's size
 * @param prediction of the whole image
 * @param support for each pixel, row by row: by how much the log-odds of disease fall when windows over it are covered;
 *     negative where they rise
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of figures, never compared
public record Explanation(
        ModelVersion model, RgbImage image, Prediction prediction, Occlusion occlusion, double[] support) {

    /** It as a picture, with a legend. */
    public byte[] png() {
        return new PatchImageCodec().encodePng(ExplanationPicture.draw(this));
    }

    /** The largest support, for or against. */
    public double largest() {
        double largest = 0;
        for (double each : support) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest;
    }
}
