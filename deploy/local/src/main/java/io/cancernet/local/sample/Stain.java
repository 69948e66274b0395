package io.cancernet.local.sample;

import java.util.SplittableRandom;

/**
 * How the dyes of a case take up light.
 *
 * @param haematoxylin stains nuclei
 * @param eosin stains tissue
 * @param strength how dark the case is stained
 */
record Stain(Dye haematoxylin, Dye eosin, double strength) {

    private static final double JITTER = 0.05;
    private static final double BACKGROUND = 245;

    // Ruifrok and Johnston's vectors.
    private static final Dye HAEMATOXYLIN = new Dye(0.65, 0.70, 0.29);
    private static final Dye EOSIN = new Dye(0.07, 0.99, 0.11);

    /** Optical density of a unit of dye. */
    record Dye(double red, double green, double blue) {

        Dye jittered(SplittableRandom random) {
            return new Dye(jittered(red, random), jittered(green, random), jittered(blue, random));
        }

        private static double jittered(double density, SplittableRandom random) {
            return Math.max(0, density + JITTER * (2 * random.nextDouble() - 1));
        }
    }

    /** A stain as one laboratory on one day makes it. */
    static Stain ofCase(SplittableRandom random) {
        return new Stain(HAEMATOXYLIN.jittered(random), EOSIN.jittered(random), 0.85 + 0.3 * random.nextDouble());
    }

    /** The colour of a pixel with so much of both dyes, as 0xRRGGBB. */
    int rgb(double nuclear, double tissue) {
        int red = transmitted(haematoxylin.red() * nuclear + eosin.red() * tissue);
        int green = transmitted(haematoxylin.green() * nuclear + eosin.green() * tissue);
        int blue = transmitted(haematoxylin.blue() * nuclear + eosin.blue() * tissue);
        return red << 16 | green << 8 | blue;
    }

    private int transmitted(double density) {
        // StrictMath: the same pixels on every machine.
        return (int) Math.max(0, Math.min(255, Math.round(BACKGROUND * StrictMath.exp(-strength * density))));
    }
}
