package io.cancernet.training.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.training.dataset.Manifest;
import io.cancernet.training.evaluation.Prediction;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import io.cancernet.training.run.RunMetrics;
import io.cancernet.training.testing.TinyDataset;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Recipe RECIPE = Recipes.preset("cancernet");

    private final Manifest manifest = new Manifest(new TinyDataset("verdict")
            .add("a", Split.TRAIN, 4, 4)
            .add("b", Split.VALIDATION, 30, 20)
            .add("c", Split.TEST, 30, 20)
            .add("d", Split.TEST, 25, 30)
            .lines());

    @Test
    void predictions_coverValidationAndTestAndHoldThePoint() {
        Verdict verdict = verdict(RECIPE);

        assertThat(verdict.predictions()).hasSize(155);
        Prediction first = verdict.predictions().get(0);
        ManifestLine line = manifest.lines().get(manifest.rows(Split.VALIDATION)[0]);
        assertThat(first.patchId()).isEqualTo(line.patchId());
        assertThat(first.slideId()).isEqualTo(line.slideId());
        assertThat(first.split()).isEqualTo(Split.VALIDATION);
        assertThat(first.probability())
                .isEqualTo((float) verdict.point().calibration().probability(first.logitDifference()));
    }

    @Test
    void fewCases_areTold() {
        RunMetrics metrics = verdict(RECIPE).metrics();

        assertThat(metrics.validation().intervals()).isEmpty();
        assertThat(metrics.validation().intervalNote()).contains("1 case");
        assertThat(metrics.test().intervals()).containsKeys("rocAuc", "atThreshold.sensitivity");
        assertThat(metrics.test().intervalNote()).contains("only 2 cases");
        assertThat(Objects.requireNonNull(metrics.test().cases()).count()).isEqualTo(2);
        assertThat(metrics.smoothed()).isNull();
    }

    @Test
    void smoothing_standsBesideTheMetricsOfSinglePatches() {
        RunMetrics metrics =
                verdict(RECIPE.with(Map.of("contextSmoothing", 2.0))).metrics();

        RunMetrics.Smoothed smoothed = Objects.requireNonNull(metrics.smoothed());
        assertThat(metrics.test()).isEqualTo(verdict(RECIPE).metrics().test());
        assertThat(smoothed.sigma()).isEqualTo(2);
        // Patches of a class lie beside each other here, so neighbours take away noise.
        assertThat(smoothed.test().rocAuc())
                .isGreaterThan(Objects.requireNonNull(metrics.test().rocAuc()));
    }

    private Verdict verdict(Recipe recipe) {
        Random random = new Random(1);
        return Verdict.of(recipe, manifest, noisy(Split.VALIDATION, random), noisy(Split.TEST, random));
    }

    private float[] noisy(Split split, Random random) {
        int[] labels = manifest.labels(manifest.rows(split));
        float[] logits = new float[labels.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (labels[i] - 0.5 + random.nextGaussian());
        }
        return logits;
    }
}
