package io.cancernet.training.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cancernet.training.recipe.AugmentationSettings;
import io.cancernet.training.recipe.Recipes;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {

    private static final int WIDTH = 12;
    private static final int HEIGHT = 8;
    private static final AugmentationSettings CANCERNET =
            Recipes.preset("cancernet").augmentation();

    @Test
    void ranges_areKeptAndUsed() {
        double[] most = new double[6];
        double[] least = new double[6];
        int[] flips = new int[2];
        int draws = 4000;
        for (int i = 0; i < draws; i++) {
            Transform t = Transform.draw(CANCERNET, new SplittableRandom(i));
            double[] values = {
                t.degrees(), t.rowShift(), t.columnShift(), t.shearDegrees(), t.rowZoom() - 1, t.columnZoom() - 1
            };
            for (int k = 0; k < values.length; k++) {
                most[k] = Math.max(most[k], values[k]);
                least[k] = Math.min(least[k], values[k]);
            }
            flips[0] += t.mirrored() ? 1 : 0;
            flips[1] += t.upsideDown() ? 1 : 0;
        }
        double[] ranges = {20, 0.1, 0.1, 0.05, 0.05, 0.05};
        for (int k = 0; k < ranges.length; k++) {
            assertThat(most[k]).isLessThanOrEqualTo(ranges[k] * (1 + 1e-9)).isGreaterThan(0.98 * ranges[k]);
            assertThat(least[k]).isGreaterThanOrEqualTo(-ranges[k] * (1 + 1e-9)).isLessThan(-0.98 * ranges[k]);
        }
        // Half of the draws, within four standard errors.
        assertThat((double) flips[0] / draws).isCloseTo(0.5, within(0.032));
        assertThat((double) flips[1] / draws).isCloseTo(0.5, within(0.032));
    }

    @Test
    void shear_isInDegrees() {
        // As radians .05 would move the top row of 8 by .17 px, as degrees by .003.
        Affine affine = Affine.of(new Transform(0, 0, 0, 0.05, 1, 1, false, false, 0), WIDTH, HEIGHT);

        assertThat(affine.b()).isCloseTo(-Math.sin(Math.toRadians(0.05)), within(1e-12));
        assertThat(affine.e()).isCloseTo(Math.cos(Math.toRadians(0.05)), within(1e-12));
    }

    @Test
    void affine_isThatOfKeras() {
        // Worked out with keras_preprocessing's apply_affine_transform for theta 90, tx 1 px, zx 2, zy 1, 12x8.
        Affine affine = Affine.of(new Transform(90, 1.0 / HEIGHT, 0, 0, 2, 1, false, false, 0), WIDTH, HEIGHT);

        // rotation . shift . zoom = [[0, -1, 0], [2, 0, 1]] about the centre (3.5, 5.5).
        assertThat(affine.a()).isCloseTo(0, within(1e-12));
        assertThat(affine.b()).isCloseTo(-1, within(1e-12));
        assertThat(affine.c()).isCloseTo(3.5 + 5.5, within(1e-12));
        assertThat(affine.d()).isCloseTo(2, within(1e-12));
        assertThat(affine.e()).isCloseTo(0, within(1e-12));
        assertThat(affine.f()).isCloseTo(5.5 + 1 - 2 * 3.5, within(1e-12));
    }

    @Test
    void noChange_isExactlyTheImage() {
        byte[] image = noise();

        assertThat(render(new Transform(0, 0, 0, 0, 1, 1, false, false, 0), image))
                .isEqualTo(image);
        byte[] copy = new byte[image.length];
        new Augmentation(AugmentationSettings.NONE, WIDTH, HEIGHT).apply(5, image, copy);
        assertThat(copy).isEqualTo(image);
    }

    @Test
    void flips_areExact() {
        byte[] image = noise();
        byte[] mirrored = render(new Transform(0, 0, 0, 0, 1, 1, true, false, 0), image);
        byte[] upsideDown = render(new Transform(0, 0, 0, 0, 1, 1, false, true, 0), image);

        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(pixel(mirrored, x, y)).isEqualTo(pixel(image, WIDTH - 1 - x, y));
                assertThat(pixel(upsideDown, x, y)).isEqualTo(pixel(image, x, HEIGHT - 1 - y));
            }
        }
    }

    @Test
    void quarterTurns_areExact() {
        int side = WIDTH;
        byte[] image = new byte[side * side * 3];
        new Random(5).nextBytes(image);
        for (int turns = 0; turns < 4; turns++) {
            Transform turn = new Transform(0, 0, 0, 0, 1, 1, false, false, turns);
            byte[] turned = new byte[image.length];
            new Augmentation(CANCERNET, side, side).render(Affine.of(turn, side, side), image, turned);

            byte[] expected = image;
            for (int i = 0; i < turns; i++) {
                expected = turnedOnce(expected, side);
            }
            assertThat(turned).isEqualTo(expected);
        }
    }

    @Test
    void rightAngles_areDrawnEquallyOften() {
        AugmentationSettings settings =
                new AugmentationSettings(0, 1, 1, 0, 0, false, false, true, AugmentationSettings.StainJitter.NONE);
        int[] counts = new int[4];
        for (int i = 0; i < 4000; i++) {
            counts[Transform.draw(settings, new SplittableRandom(i)).quarterTurns()]++;
        }
        // A quarter of the draws, within four standard errors.
        for (int count : counts) {
            assertThat(count / 4000.0).isCloseTo(0.25, within(0.028));
        }
    }

    @Test
    void nonsenseZoom_rendersSomethingOfTheImage() {
        AugmentationSettings settings =
                new AugmentationSettings(90, -1, 3, 0, 0, true, true, false, AugmentationSettings.StainJitter.NONE);
        byte[] image = noise();
        byte[] changed = new byte[image.length];
        boolean mirroredByZoom = false;
        for (int seed = 0; seed < 200; seed++) {
            new Augmentation(settings, WIDTH, HEIGHT).apply(seed, image, changed);
            mirroredByZoom |=
                    Transform.draw(settings, new SplittableRandom(seed)).rowZoom() < 0;
        }
        assertThat(mirroredByZoom).isTrue();
        // A zoom of 0 on both axes shows the centre everywhere; -1 turns the image by half a turn.
        byte[] point = render(new Transform(0, 0, 0, 0, 0, 0, false, false, 0), image);
        assertThat(pixel(point, 0, 0)).isEqualTo(pixel(point, WIDTH - 1, HEIGHT - 1));
        byte[] half = render(new Transform(0, 0, 0, 0, -1, -1, false, false, 0), image);
        assertThat(pixel(half, 2, 3)).isEqualTo(pixel(image, WIDTH - 3, HEIGHT - 4));
    }

    @Test
    void shift_fillsWithTheNearestPixel() {
        byte[] image = noise();
        byte[] shifted = render(new Transform(0, 2.0 / HEIGHT, -3.0 / WIDTH, 0, 1, 1, false, false, 0), image);

        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(pixel(shifted, x, y))
                        .isEqualTo(pixel(image, Math.max(0, x - 3), Math.min(HEIGHT - 1, y + 2)));
            }
        }
    }

    @Test
    void halfAPixel_isTheMeanOfTwo() {
        byte[] image = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) (i / 3 % WIDTH * 20);
        }

        byte[] shifted = render(new Transform(0, 0, 0.5 / WIDTH, 0, 1, 1, false, false, 0), image);

        assertThat(shifted[3 * 4] & 0xff).isEqualTo(90);
        assertThat(shifted[3 * (WIDTH - 1)] & 0xff).isEqualTo(220);
    }

    @Test
    void values_stayWithinThoseOfTheImage() {
        byte[] image = noise();
        int darkest = 255;
        int brightest = 0;
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) (50 + (image[i] & 0x7f));
            darkest = Math.min(darkest, image[i] & 0xff);
            brightest = Math.max(brightest, image[i] & 0xff);
        }
        Augmentation augmentation = new Augmentation(CANCERNET, WIDTH, HEIGHT);
        byte[] changed = new byte[image.length];
        for (int seed = 0; seed < 500; seed++) {
            augmentation.apply(seed, image, changed);
            for (byte value : changed) {
                if ((value & 0xff) < darkest || (value & 0xff) > brightest) {
                    assertThat(value & 0xff).as("seed %d", seed).isBetween(darkest, brightest);
                }
            }
        }
    }

    @Test
    void result_isAFunctionOfTheSeed() {
        Augmentation augmentation = new Augmentation(CANCERNET, WIDTH, HEIGHT);
        byte[] image = noise();
        byte[] first = new byte[image.length];
        byte[] same = new byte[image.length];
        byte[] other = new byte[image.length];
        augmentation.apply(1, image, first);
        augmentation.apply(1, image, same);
        augmentation.apply(2, image, other);

        assertThat(same).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(first).isNotEqualTo(image);
    }

    private static byte[] render(Transform transform, byte[] image) {
        byte[] changed = new byte[image.length];
        new Augmentation(CANCERNET, WIDTH, HEIGHT).render(Affine.of(transform, WIDTH, HEIGHT), image, changed);
        return changed;
    }

    /** Counterclockwise: what was at the right is at the top. */
    private static byte[] turnedOnce(byte[] image, int side) {
        byte[] turned = new byte[image.length];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                System.arraycopy(image, (column * side + side - 1 - row) * 3, turned, (row * side + column) * 3, 3);
            }
        }
        return turned;
    }

    private static byte[] pixel(byte[] image, int x, int y) {
        int from = (y * WIDTH + x) * 3;
        return Arrays.copyOfRange(image, from, from + 3);
    }

    private static byte[] noise() {
        byte[] image = new byte[WIDTH * HEIGHT * 3];
        new Random(4).nextBytes(image);
        return image;
    }
}
