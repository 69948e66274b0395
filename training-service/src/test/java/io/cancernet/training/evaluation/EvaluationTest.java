package io.cancernet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final Offset<Double> CLOSE = offset(1e-6);

    @Test
    void ratios_areThoseComputedByHand() {
        // TN 50, FP 10, FN 5, TP 35
        ConfusionMatrix matrix = new ConfusionMatrix(50, 10, 5, 35);

        assertThat(matrix.accuracy()).isEqualTo(0.85);
        assertThat(matrix.sensitivity()).isEqualTo(0.875);
        assertThat(matrix.specificity()).isCloseTo(50 / 60.0, CLOSE);
        assertThat(matrix.balancedAccuracy()).isCloseTo((0.875 + 50 / 60.0) / 2, CLOSE);
        assertThat(matrix.precision()).isCloseTo(35 / 45.0, CLOSE);
        assertThat(matrix.negativePredictiveValue()).isCloseTo(50 / 55.0, CLOSE);
        assertThat(matrix.f1()).isCloseTo(70 / 85.0, CLOSE);
        // Expected agreement (45 * 40 + 55 * 60) / 100^2 = .51
        assertThat(matrix.kappa()).isCloseTo(0.34 / 0.49, CLOSE);
        // (35 * 50 - 10 * 5) / sqrt(45 * 40 * 60 * 55)
        assertThat(matrix.matthews()).isCloseTo(1700 / Math.sqrt(45.0 * 40 * 60 * 55), CLOSE);
    }

    @Test
    void publishedConfusion_givesThePublishedFigures() {
        ConfusionMatrix matrix = new ConfusionMatrix(33847, 5961, 2402, 13295);

        assertThat(matrix.accuracy()).isCloseTo(0.8493, offset(5e-5));
        assertThat(matrix.sensitivity()).isCloseTo(0.847, offset(5e-4));
        assertThat(matrix.specificity()).isCloseTo(0.850, offset(5e-4));
        assertThat(matrix.f1()).isCloseTo(0.761, offset(5e-4));
    }

    @Test
    void evaluation_isComputedByHand() {
        float[] probabilities = {0.9f, 0.8f, 0.7f, 0.3f, 0.2f};
        int[] labels = {1, 0, 1, 1, 0};

        Evaluation evaluation = Evaluation.of(probabilities, labels, 0.7);

        assertThat(evaluation.patches()).isEqualTo(5);
        assertThat(evaluation.positives()).isEqualTo(3);
        assertThat(evaluation.confusion()).isEqualTo(new ConfusionMatrix(1, 1, 1, 2));
        // Pairs won: .9 beats both, .7 and .3 beat .2: 4 of 6.
        assertThat(evaluation.rocAuc()).isCloseTo(4 / 6.0, CLOSE);
        // (1/1 + 2/3 + 3/4) / 3
        assertThat(evaluation.prAuc()).isCloseTo((1 + 2 / 3.0 + 0.75) / 3, CLOSE);
        assertThat(evaluation.brier()).isCloseTo((0.01 + 0.64 + 0.09 + 0.49 + 0.04) / 5, CLOSE);
        // Every patch in a bin of its own: the mean distance.
        assertThat(evaluation.expectedCalibrationError()).isCloseTo((0.1 + 0.8 + 0.3 + 0.7 + 0.2) / 5, CLOSE);
    }

    @Test
    void ties_countHalfAndDoNotDependOnTheirOrder() {
        // .5 stands for one of each class: pairs are 1, 1, .5 and 1 of 4.
        assertThat(new Ranking(new float[] {0.9f, 0.5f, 0.5f, 0.1f}, new int[] {1, 1, 0, 0}).rocAuc())
                .hasValueCloseTo(3.5 / 4, CLOSE);
        assertThat(new Ranking(new float[] {0.9f, 0.5f, 0.5f, 0.1f}, new int[] {1, 0, 1, 0}).rocAuc())
                .hasValueCloseTo(3.5 / 4, CLOSE);
        Ranking constant = new Ranking(new float[] {0.3f, 0.3f, 0.3f, 0.3f}, new int[] {1, 0, 0, 0});
        assertThat(constant.rocAuc()).hasValueCloseTo(0.5, CLOSE);
        assertThat(constant.averagePrecision()).hasValueCloseTo(0.25, CLOSE);
    }

    @Test
    void calibrationError_sumsWithinABin() {
        // .50 and .52 share a bin and err in opposite directions; .05 is alone in its own.
        Evaluation evaluation = Evaluation.of(new float[] {0.50f, 0.52f, 0.05f}, new int[] {1, 0, 0}, 0.5);

        assertThat(evaluation.expectedCalibrationError()).isCloseTo((0.02 + 0.05) / 3, CLOSE);
    }

    @Test
    void allNegativeSplit_hasNoSensitivityAndNoCurves() {
        Evaluation evaluation = Evaluation.of(new float[] {0.1f, 0.6f}, new int[] {0, 0}, 0.5);

        assertThat(evaluation.accuracy()).isEqualTo(0.5);
        assertThat(evaluation.specificity()).isEqualTo(0.5);
        assertThat(evaluation.sensitivity()).isNull();
        assertThat(evaluation.balancedAccuracy()).isNull();
        assertThat(evaluation.rocAuc()).isNull();
        assertThat(evaluation.prAuc()).isNull();
        assertThat(evaluation.matthews()).isNull();
        assertThat(evaluation.precision()).isEqualTo(0.0);
        assertThat(evaluation.kappa()).isEqualTo(0.0);
        assertThat(evaluation.brier()).isCloseTo((0.01 + 0.36) / 2, CLOSE);
    }

    @Test
    void allNegativeAndCalledSo_isUndefinedWhereChanceAgrees() {
        Evaluation evaluation = Evaluation.of(new float[] {0.1f, 0.2f}, new int[] {0, 0}, 0.5);

        assertThat(evaluation.accuracy()).isEqualTo(1.0);
        assertThat(evaluation.kappa()).isNull();
        assertThat(evaluation.f1()).isNull();
        assertThat(evaluation.precision()).isNull();
    }

    @Test
    void oneOrNoPatch_isNoCrash() {
        Evaluation one = Evaluation.of(new float[] {0.7f}, new int[] {1}, 0.5);
        Evaluation none = Evaluation.of(new float[0], new int[0], 0.5);

        assertThat(one.sensitivity()).isEqualTo(1.0);
        assertThat(one.rocAuc()).isNull();
        assertThat(none.patches()).isZero();
        assertThat(none.accuracy()).isNull();
        assertThat(none.kappa()).isNull();
        assertThat(none.brier()).isNull();
    }

    @Test
    void thresholdForSensitivity_isTheHighestThatFindsEnough() {
        Ranking ranking = new Ranking(new float[] {0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0.4f}, new int[] {1, 1, 0, 1, 1, 0});

        assertThat(ranking.thresholdForSensitivity(0.5)).hasValueCloseTo(0.8, CLOSE);
        assertThat(ranking.thresholdForSensitivity(0.75)).hasValueCloseTo(0.6, CLOSE);
        assertThat(ranking.thresholdForSensitivity(0.76)).hasValueCloseTo(0.5, CLOSE);
        assertThat(ranking.thresholdForSensitivity(1)).hasValueCloseTo(0.5, CLOSE);
        assertThat(new Ranking(new float[] {0.4f}, new int[] {0}).thresholdForSensitivity(0.9))
                .isEmpty();
    }

    @Test
    void scoresThatAreNoNumbers_areRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Ranking(new float[] {Float.NaN}, new int[] {1}));
    }
}
