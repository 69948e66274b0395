package io.cancernet.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.training.recipe.AugmentationSettings;
import io.cancernet.training.recipe.AugmentationSettings.StainJitter;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StainChangeTest {

    private static final double[] ONE = {1, 1, 1};
    private static final double[] ZERO = {0, 0, 0};

    /** Densities of each stain at amount 1. */
    private static final double[][] STAINS = {{0.65, 0.70, 0.29}, {0.07, 0.99, 0.11}, {0.27, 0.57, 0.78}};

    @Test
    void noChange_isExactlyTheImage() {
        byte[] image = new byte[3 * 256];
        for (int level = 0; level < 256; level++) {
            image[3 * level] = (byte) level;
            image[3 * level + 1] = (byte) (255 - level);
            image[3 * level + 2] = (byte) (level * 7);
        }
        byte[] changed = image.clone();

        new StainChange(ONE, ZERO).apply(changed);

        assertThat(changed).isEqualTo(image);
    }

    @Test
    void alpha_changesTheAmountOfItsStainAlone() {
        for (int stain = 0; stain < 3; stain++) {
            byte[] pixel = mixed(amounts(stain, 0.4, 0.2));
            double[] alpha = ONE.clone();
            alpha[stain] = 1.5;

            new StainChange(alpha, ZERO).apply(pixel);

            assertClose(pixel, mixed(amounts(stain, 0.6, 0.2)));
        }
    }

    @Test
    void beta_addsStainEverywhere() {
        byte[] white = {(byte) 255, (byte) 255, (byte) 255};

        new StainChange(ONE, new double[] {0, 0.3, 0}).apply(white);

        assertClose(white, mixed(new double[] {0, 0.3, 0}));
        // Eosin takes most of the green.
        assertThat(white[1] & 0xff).isLessThan(150).isLessThan(white[0] & 0xff);
    }

    @Test
    void whiteWithoutBias_staysWhite() {
        byte[] white = {(byte) 255, (byte) 255, (byte) 255};

        StainChange.draw(new StainJitter(0.9, 0), new SplittableRandom(1)).apply(white);

        assertThat(white).containsOnly((byte) 255);
    }

    @Test
    void jitter_isAFunctionOfTheSeedAndOfItsRange() {
        AugmentationSettings settings = AugmentationSettings.NONE.withStain(new StainJitter(0.05, 0.05));
        Augmentation augmentation = new Augmentation(settings, 8, 8);
        byte[] image = new byte[8 * 8 * 3];
        Random random = new Random(2);
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) (100 + random.nextInt(100));
        }
        byte[] first = new byte[image.length];
        byte[] same = new byte[image.length];
        byte[] other = new byte[image.length];
        augmentation.apply(1, image, first);
        augmentation.apply(1, image, same);
        augmentation.apply(2, image, other);

        assertThat(same).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        double mean = 0;
        for (int seed = 0; seed < 500; seed++) {
            augmentation.apply(seed, image, other);
            double change = 0;
            for (int i = 0; i < image.length; i++) {
                change += Math.abs((other[i] & 0xff) - (image[i] & 0xff)) / (double) image.length;
            }
            // A bias of .05 of all three stains moves the green of a level of 200 by less than 60.
            assertThat(change).isLessThan(60);
            mean += change / 500;
        }
        assertThat(mean).isGreaterThan(3);
    }

    private static double[] amounts(int stain, double amount, double others) {
        double[] amounts = {others, others, others};
        amounts[stain] = amount;
        return amounts;
    }

    /** The colour of so much of each stain. */
    private static byte[] mixed(double[] amounts) {
        byte[] pixel = new byte[3];
        for (int channel = 0; channel < 3; channel++) {
            double density = 0;
            for (int stain = 0; stain < 3; stain++) {
                density += amounts[stain] * STAINS[stain][channel];
            }
            pixel[channel] = (byte) Math.round(256 * Math.pow(10, -density) - 1);
        }
        return pixel;
    }

    /** Within the level or two that the first rounding of the pixel leaves open. */
    private static void assertClose(byte[] pixel, byte[] expected) {
        for (int channel = 0; channel < 3; channel++) {
            assertThat(pixel[channel] & 0xff).isCloseTo(expected[channel] & 0xff, within(2));
        }
    }
}
