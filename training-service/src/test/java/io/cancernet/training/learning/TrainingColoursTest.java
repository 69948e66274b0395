package io.cancernet.training.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.cancernet.common.colour.ColourDistance;
import io.cancernet.common.colour.ColourStatistics;
import io.cancernet.common.image.RgbImage;
import io.cancernet.training.data.PatchPixels;
import io.cancernet.training.data.PatchSet;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingColoursTest {

    @Test
    void rowsOfOtherSplits_areNotMeasured() {
        // Even rows, which are not of the split, are black.
        PatchSet train = new PatchSet(new Grey(row -> row % 2 == 0 ? 0 : 200), new int[] {1, 3, 5}, new int[3]);

        ColourStatistics statistics = TrainingColours.of(train);

        assertThat(statistics.patches()).isEqualTo(3);
        assertThat(statistics.mean()).startsWith(200.0, 200.0, 200.0);
        ColourDistance distance = new ColourDistance(statistics);
        assertThat(distance.check(grey(200)).outOfDistribution()).isFalse();
        assertThat(distance.check(grey(0)).outOfDistribution()).isTrue();
    }

    @Test
    void largeSplit_isMeasuredEvenly() {
        int size = 2 * TrainingColours.MOST;
        PatchSet train = new PatchSet(
                new Grey(row -> row < TrainingColours.MOST ? 100 : 200),
                IntStream.range(0, size).toArray(),
                new int[size]);

        ColourStatistics statistics = TrainingColours.of(train);

        assertThat(statistics.patches()).isEqualTo(TrainingColours.MOST);
        assertThat(statistics.mean().get(0)).isBetween(149.99, 150.01);
    }

    private static RgbImage grey(int level) {
        byte[] pixels = new byte[2 * 2 * RgbImage.CHANNELS];
        Arrays.fill(pixels, (byte) level);
        return new RgbImage(2, 2, pixels);
    }

    /** Patches of one level each. */
    private record Grey(IntUnaryOperator level) implements PatchPixels {

        @Override
        public int count() {
            return 2 * TrainingColours.MOST;
        }

        @Override
        public int width() {
            return 2;
        }

        @Override
        public int height() {
            return 2;
        }

        @Override
        public void read(int row, byte[] into) {
            Arrays.fill(into, (byte) level.applyAsInt(row));
        }
    }
}
