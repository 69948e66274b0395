package io.cancernet.training.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.network.Calibration;
import io.cancernet.training.recipe.Recipe;
import io.cancernet.training.recipe.Recipes;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlattScalingTest {

    @Test
    void fit_recoversSlopeAndIntercept() {
        int size = 40_000;
        float[] logits = new float[size];
        int[] labels = new int[size];
        Calibration truth = new Calibration(0.6, -1.2);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < size; i++) {
            logits[i] = (float) (8 * random.nextDouble() - 4);
            labels[i] = random.nextDouble() < truth.probability(logits[i]) ? 1 : 0;
        }

        Calibration fitted = PlattScaling.fit(logits, labels);

        assertThat(fitted.slope()).isCloseTo(0.6, within(0.03));
        assertThat(fitted.intercept()).isCloseTo(-1.2, within(0.05));
    }

    @Test
    void fit_isTheMinimumOfTheSmoothedLoss() {
        // Logits of only two values: the fit reaches the mean smoothed target of each.
        float[] logits = {-1, -1, -1, 1, 1, 1};
        int[] labels = {0, 0, 1, 0, 1, 1};

        Calibration fitted = PlattScaling.fit(logits, labels);

        double positive = 4.0 / 5;
        double negative = 1.0 / 5;
        assertThat(fitted.probability(-1)).isCloseTo((2 * negative + positive) / 3, within(1e-6));
        assertThat(fitted.probability(1)).isCloseTo((negative + 2 * positive) / 3, within(1e-6));
    }

    @Test
    void separableScores_stayFinite() {
        Calibration fitted = PlattScaling.fit(new float[] {-300, -200, 200, 300}, new int[] {0, 0, 1, 1});

        assertThat(fitted.slope()).isPositive().isFinite();
        assertThat(fitted.probability(250)).isBetween(0.7, 1.0);
    }

    @Test
    void oneClassOrAReversedRanking_isLeftAsItIs() {
        assertThat(PlattScaling.fit(new float[] {1, 2, 3}, new int[] {0, 0, 0})).isEqualTo(Calibration.IDENTITY);
        assertThat(PlattScaling.fit(new float[] {1, 2, 3}, new int[] {1, 1, 1})).isEqualTo(Calibration.IDENTITY);
        assertThat(PlattScaling.fit(new float[0], new int[0])).isEqualTo(Calibration.IDENTITY);
        assertThat(PlattScaling.fit(new float[] {2, 1, -1, -2}, new int[] {0, 0, 1, 1}))
                .isEqualTo(Calibration.IDENTITY);
    }

    @Test
    void equalScores_areNoCrash() {
        Calibration fitted = PlattScaling.fit(new float[] {2, 2, 2, 2}, new int[] {0, 0, 1, 1});

        assertThat(fitted.slope()).isFinite();
        assertThat(fitted.intercept()).isFinite();
    }

    @Test
    void operatingPoint_reachesItsSensitivityOnValidation() {
        Recipe recipe = Recipes.preset("cancernet").with(Map.of("targetSensitivity", 0.75));
        float[] logits = {3, 2, 1, 0.5f, 0, -1, -2, -3};
        int[] labels = {1, 1, 0, 1, 0, 1, 0, 0};

        OperatingPoint point = OperatingPoint.choose(recipe, logits, labels);
        OperatingPoint.SplitReport report = point.evaluate(logits, labels);

        assertThat(report.atThreshold().sensitivity()).isEqualTo(0.75);
        assertThat(report.atThreshold().specificity()).isEqualTo(0.75);
        assertThat(point.threshold()).isCloseTo(point.calibration().probability(0.5), within(1e-6));
        assertThat(report.atHalf().threshold()).isEqualTo(0.5);
        assertThat(report.atHalf().rocAuc()).isEqualTo(report.atThreshold().rocAuc());
    }

    @Test
    void operatingPoint_ofValidationWithoutDisease_isTheNetworksOwn() {
        OperatingPoint point =
                OperatingPoint.choose(Recipes.preset("cancernet"), new float[] {-1, 2}, new int[] {0, 0});

        assertThat(point).isEqualTo(new OperatingPoint(Calibration.IDENTITY, 0.5));
        assertThat(point.evaluate(new float[] {-1}, new int[] {0}).atHalf().sensitivity())
                .isNull();
    }

    @Test
    void calibrationThatIsSwitchedOff_isTheIdentity() {
        Recipe recipe = Recipes.preset("cancernet").with(Map.of("calibration", "NONE"));

        assertThat(OperatingPoint.choose(recipe, new float[] {-1, 5, 2}, new int[] {0, 1, 1})
                        .calibration())
                .isEqualTo(Calibration.IDENTITY);
    }
}
