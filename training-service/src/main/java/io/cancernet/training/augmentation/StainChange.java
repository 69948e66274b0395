package io.cancernet.training.augmentation;

import io.cancernet.common.image.RgbImage;
import io.cancernet.training.recipe.AugmentationSettings.StainJitter;
import java.util.SplittableRandom;

/**
 * One drawn change of an image's stains: the amounts of haematoxylin, eosin and DAB at each pixel, told apart as
 * Ruifrok and Johnston (Anal Quant Cytol Histol 2001) do, times {@code alpha} plus {@code beta}.
 *
 * <p>Amounts are linear in the optical density {@code -log10((level + 1) / 256)}, so that taking apart, changing and
 * putting together is one matrix and one offset. Densities are kept in steps of 1/6,800, finer than the levels: no
 * change is exactly no change.
 */
final class StainChange {

    /** Optical densities of red, green and blue of haematoxylin, eosin and DAB, as published: of unit length. */
    private static final double[][] STAINS = {{0.65, 0.70, 0.29}, {0.07, 0.99, 0.11}, {0.27, 0.57, 0.78}};

    private static final double[][] AMOUNTS = inverse(STAINS);
    private static final int LEVELS = 256;
    private static final int DENSITIES = 1 << 14;

    /** Numbers of a change: the matrix, input by input, then the offset. */
    static final int NUMBERS = RgbImage.CHANNELS * RgbImage.CHANNELS + RgbImage.CHANNELS;

    private static final double STEPS = (DENSITIES - 1) / Math.log10(LEVELS);
    private static final float[] DENSITY = new float[LEVELS];
    private static final byte[] LEVEL = new byte[DENSITIES];

    static {
        for (int level = 0; level < LEVELS; level++) {
            DENSITY[level] = (float) (-StrictMath.log10((level + 1.0) / LEVELS) * STEPS);
        }
        for (int i = 0; i < DENSITIES; i++) {
            long level = Math.round(LEVELS * StrictMath.pow(10, -i / STEPS) - 1);
            LEVEL[i] = (byte) Math.max(0, Math.min(LEVELS - 1, level));
        }
    }

    private final float[] matrix = new float[RgbImage.CHANNELS * RgbImage.CHANNELS];
    private final float[] offset = new float[RgbImage.CHANNELS];

    /** @param alpha and {@code beta} for each of the three stains */
    StainChange(double[] alpha, double[] beta) {
        for (int out = 0; out < RgbImage.CHANNELS; out++) {
            double shift = 0;
            for (int stain = 0; stain < STAINS.length; stain++) {
                shift += beta[stain] * STAINS[stain][out];
                for (int in = 0; in < RgbImage.CHANNELS; in++) {
                    matrix[out * RgbImage.CHANNELS + in] +=
                            (float) (AMOUNTS[in][stain] * alpha[stain] * STAINS[stain][out]);
                }
            }
            offset[out] = (float) (shift * STEPS);
        }
    }

    static StainChange draw(StainJitter jitter, SplittableRandom random) {
        double[] alpha = new double[STAINS.length];
        double[] beta = new double[STAINS.length];
        for (int stain = 0; stain < STAINS.length; stain++) {
            alpha[stain] = 1 + jitter.sigma() * (2 * random.nextDouble() - 1);
            beta[stain] = jitter.bias() * (2 * random.nextDouble() - 1);
        }
        return new StainChange(alpha, beta);
    }

    /** Puts down matrix and offset: for each input channel what it adds to red, green and blue, then what is added to all. */
    void put(float[] numbers, int at) {
        for (int in = 0; in < RgbImage.CHANNELS; in++) {
            for (int out = 0; out < RgbImage.CHANNELS; out++) {
                numbers[at + in * RgbImage.CHANNELS + out] = matrix[out * RgbImage.CHANNELS + in];
            }
        }
        System.arraycopy(offset, 0, numbers, at + matrix.length, offset.length);
    }

    /** The density of each level, in steps. */
    static float[] densities() {
        return DENSITY.clone();
    }

    /** The level of each density. */
    static byte[] levels() {
        return LEVEL.clone();
    }

    /** Changes interleaved RGB in place. */
    void apply(byte[] pixels) {
        for (int at = 0; at < pixels.length; at += RgbImage.CHANNELS) {
            float red = DENSITY[pixels[at] & 0xff];
            float green = DENSITY[pixels[at + 1] & 0xff];
            float blue = DENSITY[pixels[at + 2] & 0xff];
            pixels[at] = level(matrix[0] * red + matrix[1] * green + matrix[2] * blue + offset[0]);
            pixels[at + 1] = level(matrix[3] * red + matrix[4] * green + matrix[5] * blue + offset[1]);
            pixels[at + 2] = level(matrix[6] * red + matrix[7] * green + matrix[8] * blue + offset[2]);
        }
    }

    private static byte level(float density) {
        return LEVEL[Math.max(0, Math.min(DENSITIES - 1, (int) (density + 0.5f)))];
    }

    private static double[][] inverse(double[][] m) {
        double[][] inverse = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            determinant += m[0][i] * cofactor(m, 0, i);
        }
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                inverse[row][column] = cofactor(m, column, row) / determinant;
            }
        }
        return inverse;
    }

    /** The signed minor, by the cyclic neighbours of a row and a column. */
    private static double cofactor(double[][] m, int row, int column) {
        int r1 = (row + 1) % 3;
        int r2 = (row + 2) % 3;
        int c1 = (column + 1) % 3;
        int c2 = (column + 2) % 3;
        return m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1];
    }
}
