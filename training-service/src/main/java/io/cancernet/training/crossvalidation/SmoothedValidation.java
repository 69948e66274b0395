package io.cancernet.training.crossvalidation;

import io.cancernet.training.calibration.OperatingPoint;
import io.cancernet.training.evaluation.Ranking;
import io.cancernet.training.recipe.Recipe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The validation patches of a fold under each strength of smoothing, and what is chosen on those of several folds. */
final class SmoothedValidation {

    /** Deviations in patches that are tried; a tie goes to the weaker. */
    static final List<Double> STRENGTHS = List.of(0.0, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0);

    private final Fold fold;
    private final int[] labels;
    private final Map<Double, float[]> smoothed = new HashMap<>();

    SmoothedValidation(Fold fold) {
        this.fold = fold;
        this.labels = Logits.labels(fold.validation());
    }

    Fold fold() {
        return fold;
    }

    /**
     * The strength with the highest mean of the ROC-AUC within each fold: networks differ in where their logits lie, so
     * patches that different ones scored are not ranked together.
     */
    static double bestSmoothing(List<SmoothedValidation> sources) {
        double best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (double sigma : STRENGTHS) {
            OptionalDouble mean = sources.stream()
                    .flatMapToDouble(each -> new Ranking(each.logits(sigma), each.labels).rocAuc().stream())
                    .average();
            if (mean.isPresent() && mean.getAsDouble() > highest) {
                highest = mean.getAsDouble();
                best = sigma;
            }
        }
        return best;
    }

    /** Calibration and threshold from all validation patches of the folds together. */
    static OperatingPoint operatingPoint(Recipe recipe, List<SmoothedValidation> sources, double sigma) {
        int patches = sources.stream().mapToInt(each -> each.labels.length).sum();
        float[] logits = new float[patches];
        int[] labels = new int[patches];
        int at = 0;
        for (SmoothedValidation each : sources) {
            System.arraycopy(each.logits(sigma), 0, logits, at, each.labels.length);
            System.arraycopy(each.labels, 0, labels, at, each.labels.length);
            at += each.labels.length;
        }
        return OperatingPoint.choose(recipe, logits, labels);
    }

    private float[] logits(double sigma) {
        return smoothed.computeIfAbsent(sigma, strength -> Logits.smoothed(fold.validation(), strength));
    }
}
