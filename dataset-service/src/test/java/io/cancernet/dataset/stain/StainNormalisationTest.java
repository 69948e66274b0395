package io.cancernet.dataset.stain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.common.image.RgbImage;
import io.cancernet.common.json.Json;
import io.cancernet.dataset.testing.Canvas;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StainNormalisationTest {

    /** Other stains than the reference's, of length 1. */
    private static final double[] HAEMATOXYLIN = unit(0.65, 0.70, 0.29);

    private static final double[] EOSIN = unit(0.07, 0.99, 0.11);

    private static double[] unit(double red, double green, double blue) {
        double length = Math.sqrt(red * red + green * green + blue * blue);
        return new double[] {red / length, green / length, blue / length};
    }

    /** Known mixtures of two known stains; a tenth of the pixels has one stain only, and some glass is among them. */
    private static RgbImage mixture(long seed, double haematoxylin, double eosin) {
        Random random = new Random(seed);
        byte[] pixels = new byte[64 * 64 * RgbImage.CHANNELS];
        for (int i = 0; i < pixels.length; i += RgbImage.CHANNELS) {
            int kind = random.nextInt(20);
            double first = kind == 0 || kind == 2 ? 0 : haematoxylin * (0.3 + 0.7 * random.nextDouble());
            double second = kind == 1 || kind == 2 ? 0 : eosin * (0.3 + 0.7 * random.nextDouble());
            for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                double density = first * HAEMATOXYLIN[channel] + second * EOSIN[channel];
                pixels[i + channel] = (byte) Math.round(240 * Math.exp(-density) - 1);
            }
        }
        return new RgbImage(64, 64, pixels);
    }

    private static StainNormalisation estimate(StainMethod method, RgbImage... patches) {
        try {
            return StainNormalisation.estimate(method, new StainNormalisation.Samples() {
                @Override
                public int count() {
                    return patches.length;
                }

                @Override
                public RgbImage sample(int index) {
                    return patches[index];
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static StainRecord record(StainMethod method, RgbImage... patches) {
        return estimate(method, patches).record().orElseThrow();
    }

    private static void assertEstimate(StainRecord record, String name, double offset, double... expected) {
        List<Double> actual = Objects.requireNonNull(record.estimated().get(name));
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.get(i)).as("%s of %s", name, actual).isEqualTo(expected[i], within(offset));
        }
    }

    @Test
    void macenko_findsTheStainsOfAKnownMixtureAndTheirConcentrations() {
        StainRecord record =
                record(StainMethod.MACENKO, mixture(1, 1.5, 1.2), mixture(2, 1.5, 1.2), mixture(3, 1.5, 1.2));
        assertEstimate(record, "haematoxylin", 0.02, HAEMATOXYLIN);
        assertEstimate(record, "eosin", 0.02, EOSIN);
        assertEstimate(record, "largestConcentrations", 0.04, 1.5, 1.2);
        assertThat(record.leftAsIs()).isNull();
    }

    @Test
    void macenko_bringsAPatchToTheStainsOfTheReference() {
        RgbImage patch = mixture(1, 1.5, 1.2);
        StainRecord again =
                record(StainMethod.MACENKO, estimate(StainMethod.MACENKO, patch).apply(patch));
        assertEstimate(again, "haematoxylin", 0.02, 0.5626, 0.7201, 0.4062);
        assertEstimate(again, "eosin", 0.02, 0.2159, 0.8012, 0.5581);
        assertEstimate(again, "largestConcentrations", 0.04, 1.9705, 1.0308);
    }

    @Test
    void macenko_makesStrongAndWeakStainingAlike() {
        RgbImage weak = mixture(1, 0.9, 0.7);
        RgbImage strong = mixture(1, 1.8, 1.4);
        assertThat(meanDifference(weak, strong)).isGreaterThan(20);
        assertThat(meanDifference(
                        estimate(StainMethod.MACENKO, weak).apply(weak),
                        estimate(StainMethod.MACENKO, strong).apply(strong)))
                .isLessThan(3);
    }

    @Test
    void reinhard_givesTheTissueTheMeansAndDeviationsOfTheTarget() {
        RgbImage patch = mixture(1, 0.9, 0.5);
        StainRecord record = record(StainMethod.REINHARD, patch);
        double[] means = values(record, "means");
        double[] deviations = values(record, "deviations");
        double[] targetMeans = {means[0] - 0.3, means[1] + 0.02, means[2] - 0.01};
        double[] targetDeviations = {deviations[0] * 0.8, deviations[1] * 0.7, deviations[2] * 0.9};
        RgbImage changed = new ReinhardTransfer(means, deviations, targetMeans, targetDeviations).apply(patch);
        Statistics statistics = new Statistics(patch, changed);
        assertThat(statistics.count).isEqualTo(record.pixels());
        for (int axis = 0; axis < means.length; axis++) {
            assertThat(statistics.mean(axis)).isEqualTo(targetMeans[axis], within(0.002));
            assertThat(statistics.deviation(axis)).isEqualTo(targetDeviations[axis], within(0.002));
        }
    }

    @Test
    void reinhard_bringsPatchesNearTheReference_asFarAsColoursCanBeShown() {
        RgbImage patch = mixture(1, 0.9, 0.5);
        StainNormalisation normalisation = estimate(StainMethod.REINHARD, patch);
        Statistics before = new Statistics(patch, patch);
        Statistics after = new Statistics(patch, normalisation.apply(patch));
        double[] reference = {8.74108109, -0.12440419, 0.0444982};
        for (int axis = 0; axis < reference.length; axis++) {
            assertThat(after.mean(axis)).isEqualTo(reference[axis], within(0.05));
            assertThat(Math.abs(after.mean(axis) - reference[axis]))
                    .isLessThan(Math.abs(before.mean(axis) - reference[axis]));
        }
    }

    private static double[] values(StainRecord record, String name) {
        return Objects.requireNonNull(record.estimated().get(name)).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Means and deviations of an image where another has tissue. */
    private static final class Statistics {

        private final double[] sums = new double[3];
        private final double[] squares = new double[3];
        private int count;

        Statistics(RgbImage tissue, RgbImage image) {
            for (int i = 0; i < image.pixels().length; i += RgbImage.CHANNELS) {
                if (OpticalDensity.isTissue(value(tissue, i), value(tissue, i + 1), value(tissue, i + 2))) {
                    double[] axes = LogConeSpace.of(value(image, i), value(image, i + 1), value(image, i + 2));
                    for (int axis = 0; axis < axes.length; axis++) {
                        sums[axis] += axes[axis];
                        squares[axis] += axes[axis] * axes[axis];
                    }
                    count++;
                }
            }
        }

        double mean(int axis) {
            return sums[axis] / count;
        }

        double deviation(int axis) {
            return Math.sqrt(squares[axis] / count - mean(axis) * mean(axis));
        }
    }

    private static int value(RgbImage image, int index) {
        return image.pixels()[index] & 0xff;
    }

    private static double meanDifference(RgbImage a, RgbImage b) {
        double sum = 0;
        for (int i = 0; i < a.pixels().length; i++) {
            sum += Math.abs(value(a, i) - value(b, i));
        }
        return sum / a.pixels().length;
    }

    @ParameterizedTest
    @EnumSource(
            value = StainMethod.class,
            names = {"MACENKO", "REINHARD"})
    void colourThatHardlyVaries_leavesPatchesAsTheyAre(StainMethod method) {
        RgbImage flat = new Canvas(64, 64).rectangle(0, 0, 64, 64, 0x8a5fa8).image();
        StainNormalisation normalisation = estimate(method, flat);
        assertThat(normalisation.apply(flat)).isSameAs(flat);
        assertThat(normalisation.record().orElseThrow().leftAsIs()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = StainMethod.class,
            names = {"MACENKO", "REINHARD"})
    void glass_leavesPatchesAsTheyAreAndSaysHowLittleTissueThereWas(StainMethod method) {
        RgbImage glass = new Canvas(64, 64).rectangle(0, 0, 10, 10, 0x8a5fa8).image();
        assertThat(record(method, glass).leftAsIs()).contains("100 pixels").contains("1000");
        assertThat(record(method, glass).estimated()).isEmpty();
        assertThat(record(method).leftAsIs()).contains("0 pixels");
    }

    @ParameterizedTest
    @EnumSource(StainMethod.class)
    void samePatches_giveTheSameEstimateAndBytes(StainMethod method) {
        RgbImage patch = mixture(1, 1.5, 1.2);
        StainNormalisation one = estimate(method, patch, mixture(2, 1, 1));
        StainNormalisation other = estimate(method, patch, mixture(2, 1, 1));
        assertThat(one.record()).isEqualTo(other.record());
        assertThat(one.apply(patch)).isEqualTo(other.apply(patch));
    }

    @Test
    void none_changesNothingAndHasNoRecord() {
        RgbImage patch = mixture(1, 1.5, 1.2);
        StainNormalisation none = estimate(StainMethod.NONE, patch);
        assertThat(none.apply(patch)).isSameAs(patch);
        assertThat(none.record()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = StainMethod.class,
            names = {"MACENKO", "REINHARD"})
    void record_survivesJson(StainMethod method) throws IOException {
        StainRecord record = record(method, mixture(1, 1.5, 1.2));
        assertThat(Json.read(Json.write(record), StainRecord.class)).isEqualTo(record);
    }
}
