package io.cancernet.dataset.stain;

import io.cancernet.common.image.RgbImage;

/**
 * How much light is absorbed: -ln((I + 1) / 240), after Macenko et al., whose light source has the value 240. By table
 * both ways, with StrictMath, so that the same slide gives the same bytes on every machine.
 */
final class OpticalDensity {

    /** Mean densities below this are glass. */
    private static final double BETA = 0.15;

    private static final double LIGHT = 240;
    private static final double[] OF_VALUE = new double[256];
    private static final double LOWEST = -0.25;
    private static final double HIGHEST = 6;
    /** Steps of the inverse to one unit of density: fine enough that a value is off by less than .02. */
    private static final int STEPS = 8192;

    private static final byte[] VALUE_OF = new byte[(int) ((HIGHEST - LOWEST) * STEPS) + 1];

    static {
        for (int value = 0; value < OF_VALUE.length; value++) {
            OF_VALUE[value] = -StrictMath.log((value + 1) / LIGHT);
        }
        for (int i = 0; i < VALUE_OF.length; i++) {
            double value = LIGHT * StrictMath.exp(-(LOWEST + (double) i / STEPS)) - 1;
            VALUE_OF[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
    }

    private OpticalDensity() {}

    static double of(int value) {
        return OF_VALUE[value];
    }

    /** The value with a density: the inverse of {@link #of}. */
    static byte value(double density) {
        double within = Math.max(LOWEST, Math.min(HIGHEST, density));
        return VALUE_OF[(int) ((within - LOWEST) * STEPS + 0.5)];
    }

    /** Whether the mean of the densities is one of tissue: eosin alone hardly absorbs red, so no channel decides. */
    static boolean isTissue(int red, int green, int blue) {
        return OF_VALUE[red] + OF_VALUE[green] + OF_VALUE[blue] >= RgbImage.CHANNELS * BETA;
    }
}
