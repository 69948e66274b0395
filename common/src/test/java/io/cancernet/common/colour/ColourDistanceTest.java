package io.cancernet.common.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.image.RgbImage;
import io.cancernet.common.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColourDistanceTest {

    private static final int SIDE = 16;

    @Test
    void figures_areMeansSpreadsAndCorrelations() {
        // Red 10 and 30, green the other way round, blue always 7.
        double[] figures = ColourFeatures.of(new RgbImage(2, 1, new byte[] {10, 30, 7, 30, 10, 7}));

        assertThat(figures)
                .containsExactly(
                        new double[] {20, 20, 7, Math.log(11), Math.log(11), 0, -100 / 104.0, 0, 0}, within(1e-12));
    }

    @Test
    void levelsAbove127_areNotNegative() {
        assertThat(ColourFeatures.of(new RgbImage(1, 1, new byte[] {(byte) 255, (byte) 128, 0})))
                .startsWith(255, 128, 0);
    }

    @Test
    void imagesOfTheSameKind_areNear_othersAreFar() {
        ColourDistance distance = new ColourDistance(statistics(7));

        for (int i = 0; i < 50; i++) {
            assertThat(distance.check(pinkish(1000 + i)).outOfDistribution()).isFalse();
        }
        assertThat(distance.check(flat(0)).outOfDistribution()).isTrue();
        assertThat(distance.check(flat(255)).outOfDistribution()).isTrue();
        assertThat(distance.check(flat(128)).distance()).isGreaterThan(10);
    }

    @Test
    void distance_isInStandardDeviations() {
        double[][] covariance = new double[ColourFeatures.COUNT][ColourFeatures.COUNT];
        for (int i = 0; i < covariance.length; i++) {
            covariance[i][i] = 1;
        }
        covariance[0][0] = 4;
        covariance[0][1] = 1;
        covariance[1][0] = 1;
        double[] mean = new double[ColourFeatures.COUNT];
        ColourDistance distance = new ColourDistance(mean, covariance, 1);

        assertThat(distance.of(new double[] {2, 0, 0, 0, 0, 0, 0, 0, 0}))
                .as("by hand: 2 * 2 * inverse[0][0] = 4 / 3")
                .isCloseTo(Math.sqrt(4 / 3.0), within(1e-12));
        assertThat(distance.of(new double[] {0, 0, 0, 0, 0, 0, 0, 0, -3})).isCloseTo(3, within(1e-12));
    }

    @Test
    void samePatches_giveTheSameStatistics_alsoThroughJson() throws IOException {
        ColourStatistics statistics = statistics(3);

        assertThat(statistics(3)).isEqualTo(statistics);
        assertThat(Json.read(Json.write(statistics), ColourStatistics.class)).isEqualTo(statistics);
        assertThat(statistics(4)).isNotEqualTo(statistics);
    }

    @Test
    void equalPatches_leaveRoomForTheirLike() {
        ColourSample sample = new ColourSample();
        Collections.nCopies(20, flat(200)).forEach(sample::add);
        ColourDistance distance = new ColourDistance(sample.statistics());

        assertThat(distance.check(flat(200)).outOfDistribution()).isFalse();
        assertThat(distance.check(flat(201)).outOfDistribution()).isTrue();
    }

    @Test
    void brokenStatistics_areRefused() {
        ColourStatistics good = statistics(1);
        List<List<Double>> lopsided = new ArrayList<>(good.covariance());
        lopsided.set(0, Collections.nCopies(ColourFeatures.COUNT, 1.0));
        List<List<Double>> flat =
                Collections.nCopies(ColourFeatures.COUNT, Collections.nCopies(ColourFeatures.COUNT, 1.0));

        assertThatIllegalStateException().isThrownBy(() -> new ColourSample().statistics());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ColourStatistics(1, List.of(1.0), good.covariance(), 1))
                .withMessageContaining("mean");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ColourStatistics(1, good.mean(), List.of(), 1))
                .withMessageContaining("covariance");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ColourStatistics(1, good.mean(), good.covariance(), Double.NaN))
                .withMessageContaining("limit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ColourDistance(new ColourStatistics(1, good.mean(), lopsided, 1)))
                .withMessageContaining("symmetric");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ColourDistance(new ColourStatistics(1, good.mean(), flat, 1)))
                .withMessageContaining("positive definite");
    }

    private static ColourStatistics statistics(long seed) {
        ColourSample sample = new ColourSample();
        for (int i = 0; i < 300; i++) {
            sample.add(pinkish(seed * 10_000 + i));
        }
        return sample.statistics();
    }

    private static RgbImage pinkish(long seed) {
        Random random = new Random(seed);
        int tone = random.nextInt(40);
        byte[] pixels = new byte[SIDE * SIDE * RgbImage.CHANNELS];
        for (int i = 0; i < pixels.length; i += RgbImage.CHANNELS) {
            int stain = random.nextInt(60);
            pixels[i] = (byte) (230 - tone - stain / 2);
            pixels[i + 1] = (byte) (190 - tone - stain);
            pixels[i + 2] = (byte) (215 - tone - stain / 3);
        }
        return new RgbImage(SIDE, SIDE, pixels);
    }

    private static RgbImage flat(int level) {
        byte[] pixels = new byte[SIDE * SIDE * RgbImage.CHANNELS];
        Arrays.fill(pixels, (byte) level);
        return new RgbImage(SIDE, SIDE, pixels);
    }
}
