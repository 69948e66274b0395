package io.cancernet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

class CurvesTest {

    @Test
    void points_areThoseOfTheThresholds() {
        Curves curves = Curves.of(ScoredSets.of(new float[][] {{.9f, .7f, .7f, .2f}}, new int[][] {{1, 1, 0, 0}}));

        assertThat(curves.points())
                .containsExactly(
                        new Curves.Point(.9f, .5, 1, 1),
                        new Curves.Point(.7f, 1, .5, 2 / 3.0),
                        new Curves.Point(.2f, 1, 0, .5));
    }

    @Test
    void bins_countWhatLiesInThem() {
        Curves curves = Curves.of(ScoredSets.of(new float[][] {{.01f, .03f, 1f}}, new int[][] {{0, 1, 1}}));

        assertThat(curves.reliability()).hasSize(2);
        assertThat(curves.reliability().get(0).meanProbability()).isCloseTo(.02, offset(1e-6));
        assertThat(curves.reliability().get(0).positiveRate()).isEqualTo(.5);
        assertThat(curves.reliability().get(1)).isEqualTo(new Curves.ReliabilityBin(1, 1, 1));
        assertThat(curves.scores()).hasSize(20);
        assertThat(curves.scores().get(0)).isEqualTo(new Curves.ScoreBin(0, 1, 1));
        assertThat(curves.scores().get(19)).isEqualTo(new Curves.ScoreBin(.95, 0, 1));
    }

    @Test
    void manyPatches_giveCurvesOfBoundedLengthThatEndAtTheCorner() {
        Curves curves = Curves.of(ScoredSets.random(400, 40, 5).scored());
        ScoredPatches fine = distinct(5000);

        assertThat(curves.points()).hasSizeLessThanOrEqualTo(51);
        assertThat(Curves.of(fine).points()).hasSizeBetween(400, 502);
        assertThat(Curves.of(fine)
                        .points()
                        .get(Curves.of(fine).points().size() - 1)
                        .sensitivity())
                .isEqualTo(1);
    }

    @Test
    void oneClass_hasNoCurve() {
        Curves curves = Curves.of(ScoredSets.of(new float[][] {{.3f, .4f}}, new int[][] {{0, 0}}));

        assertThat(curves.points()).isEmpty();
        assertThat(curves.reliability()).isNotEmpty();
    }

    private static ScoredPatches distinct(int patches) {
        float[] probabilities = new float[patches];
        int[] labels = new int[patches];
        for (int i = 0; i < patches; i++) {
            probabilities[i] = (float) i / patches;
            labels[i] = i % 3 == 0 ? 1 : 0;
        }
        return ScoredSets.of(new float[][] {probabilities}, new int[][] {labels});
    }
}
