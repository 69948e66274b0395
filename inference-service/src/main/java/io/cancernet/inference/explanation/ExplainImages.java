package io.cancernet.inference.explanation;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.image.RgbImage;
import io.cancernet.inference.predict.InteractiveModel;
import io.cancernet.inference.predict.InteractiveModels;
import io.cancernet.inference.scoring.Prediction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Explains the scores of images by covering one part after the other; works with every engine. */
@ApplicationScoped
public class ExplainImages {

    /** Keeps log-odds finite: a probability as a float is no closer to 0 or 1 than this in any case. */
    private static final double LEAST_PROBABILITY = 1e-7;

    private final InteractiveModels models;

    ExplainImages(InteractiveModels models) {
        this.models = models;
    }

    /**
     * Explains a score.
     *
     * @param version of the model; the live one when absent
     * @param file a PNG or JPEG
     * @param window side of what is covered, pixels of the model's input; absent: a sixth of the image
     * @param stride from one window to the next; absent: half a window
     * @throws io.cancernet.common.error.DomainException when the image is broken, the model cannot be used, or too much
     *     is to be done
     * @throws IllegalArgumentException when window and stride do not fit the model's input
     */
    public Explanation explain(
            @Nullable ModelVersion version, byte[] file, @Nullable Integer window, @Nullable Integer stride) {
        try (InteractiveModel model = models.open(version)) {
            RgbImage image = model.model().decode(file);
            Occlusion occlusion = Occlusion.of(image.width(), image.height(), window, stride);
            List<RgbImage> images = new ArrayList<>(occlusion.covered(image));
            images.add(image);
            List<CompletableFuture<Prediction>> answers = model.answers(images);
            int windows = answers.size() - 1;
            Prediction whole = InteractiveModel.prediction(answers.get(windows));
            double[] support = new double[windows];
            for (int i = 0; i < windows; i++) {
                support[i] = logOdds(whole) - logOdds(InteractiveModel.prediction(answers.get(i)));
            }
            return new Explanation(model.model().version(), image, whole, occlusion, occlusion.spread(support));
        }
    }

    private static double logOdds(Prediction prediction) {
        double probability = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, prediction.probability()));
        return Math.log(probability / (1 - probability));
    }
}
