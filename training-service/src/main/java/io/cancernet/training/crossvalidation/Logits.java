package io.cancernet.training.crossvalidation;

import io.cancernet.training.evaluation.ContextSmoothing;
import io.cancernet.training.evaluation.ContextSmoothing.Place;
import io.cancernet.training.evaluation.Prediction;
import java.util.List;

/** The columns of predictions. */
final class Logits {

    private Logits() {}

    /** Logit differences, smoothed over each slide's grid; with a deviation of 0 as they are. */
    static float[] smoothed(List<Prediction> predictions, double sigma) {
        float[] logits = new float[predictions.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = predictions.get(i).logitDifference();
        }
        List<Place> places = predictions.stream()
                .map(each -> new Place(each.slideId(), each.x(), each.y()))
                .toList();
        return ContextSmoothing.smooth(logits, places, sigma);
    }

    static int[] labels(List<Prediction> predictions) {
        return predictions.stream().mapToInt(Prediction::label).toArray();
    }
}
