package io.cancernet.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.SlideId;
import io.cancernet.training.evaluation.ContextSmoothing.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContextSmoothingTest {

    private static final SlideId SLIDE = new SlideId(Hashes.identity("slide", "one"));

    @Test
    void row_isComputedByHand() {
        // Columns 0, 1 and 3 of a slide with pitch 50: column 2 has no patch.
        List<Place> places = List.of(at(1, 1), at(51, 1), at(151, 1));
        double near = Math.exp(-.5);
        double two = Math.exp(-2);
        double three = Math.exp(-4.5);

        float[] smoothed = ContextSmoothing.smooth(new float[] {4, 0, -2}, places, 1);

        assertThat((double) smoothed[0]).isCloseTo((4 - 2 * three) / (1 + near + three), offset(1e-6));
        assertThat((double) smoothed[1]).isCloseTo((4 * near - 2 * two) / (1 + near + two), offset(1e-6));
        assertThat((double) smoothed[2]).isCloseTo((4 * three - 2) / (1 + two + three), offset(1e-6));
    }

    @Test
    void smoothing_equalsTheSumOverAllPatches() {
        Random random = new Random(11);
        List<Place> places = new ArrayList<>();
        for (int column = 0; column < 14; column++) {
            for (int row = 0; row < 9; row++) {
                if (random.nextInt(4) > 0) {
                    places.add(at(101 + 50 * column, 1 + 50 * row));
                }
            }
        }
        Collections.shuffle(places, random);
        float[] logits = new float[places.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.nextGaussian();
        }

        float[] smoothed = ContextSmoothing.smooth(logits, places, 1.5);

        for (int i = 0; i < logits.length; i++) {
            double sum = 0;
            double weights = 0;
            for (int j = 0; j < logits.length; j++) {
                double right = (places.get(i).x() - places.get(j).x()) / 50.0;
                double down = (places.get(i).y() - places.get(j).y()) / 50.0;
                if (Math.abs(right) <= 5 && Math.abs(down) <= 5) {
                    double weight = Math.exp(-(right * right + down * down) / (2 * 1.5 * 1.5));
                    sum += weight * logits[j];
                    weights += weight;
                }
            }
            assertThat((double) smoothed[i]).isCloseTo(sum / weights, offset(1e-6));
        }
    }

    @Test
    void otherSlides_haveNoSay() {
        List<Place> places =
                List.of(at(1, 1), new Place(new SlideId(Hashes.identity("slide", "two")), 51, 1), at(1, 51));

        float[] smoothed = ContextSmoothing.smooth(new float[] {1, 100, 1}, places, 2);

        assertThat(smoothed[0]).isEqualTo(1);
        assertThat(smoothed[1]).isEqualTo(100);
    }

    @Test
    void zeroSigma_changesNothing() {
        assertThat(ContextSmoothing.smooth(new float[] {1, 5}, List.of(at(1, 1), at(51, 1)), 0))
                .containsExactly(1, 5);
    }

    @Test
    void imagesAtOnePlace_areNotMixed() {
        assertThat(ContextSmoothing.smooth(new float[] {1, 5}, List.of(at(0, 0), at(0, 0)), 2))
                .containsExactly(1, 5);
        assertThat(ContextSmoothing.smooth(new float[] {1, 5, 9}, List.of(at(0, 0), at(0, 0), at(50, 0)), 2))
                .containsExactly(1, 5, 9);
    }

    @Test
    void absurdDeviation_isRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ContextSmoothing.smooth(new float[0], List.of(), Double.NaN));
    }

    private static Place at(int x, int y) {
        return new Place(SLIDE, x, y);
    }
}
