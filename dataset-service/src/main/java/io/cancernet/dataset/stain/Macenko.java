package io.cancernet.dataset.stain;

import io.cancernet.common.image.RgbImage;
import java.util.Arrays;
import java.util.Map;

/**
 * Stain normalisation after M. Macenko et al., "A method for normalizing histology slides for quantitative analysis",
 * ISBI 2009. The optical densities of tissue lie near a plane, spanned by the two largest singular vectors; within it
 * the extreme angles (1st and 99th percentile) are haematoxylin and eosin. A patch is taken apart into concentrations
 * of both, which are scaled by their 99th percentiles and put together again with the stains of the reference.
 *
 * <p>As in the paper, the plane goes through the origin; the widely used MATLAB and Python versions centre the
 * densities first. What is tissue is told by the mean density, not by each channel's: pure eosin would be left out.
 */
final class Macenko {

    static final String REFERENCE = "macenko-2009";

    /** Haematoxylin and eosin of the reference, and their largest concentrations, as published with the method. */
    private static final double[][] REFERENCE_STAINS = {{0.5626, 0.7201, 0.4062}, {0.2159, 0.8012, 0.5581}};

    private static final double[] REFERENCE_CONCENTRATIONS = {1.9705, 1.0308};
    private static final double PERCENTILE = 0.01;
    /** Stains closer than this, in radians, are one stain and noise; haematoxylin and eosin are .39 apart. */
    private static final double MIN_ANGLE = 0.05;
    /** A stain may be this far below zero in one channel, by noise; more is no absorption. */
    private static final double MIN_COMPONENT = -0.1;

    private Macenko() {}

    static StainNormalisation estimate(PixelSample pixels) {
        double[][] densities = densities(pixels);
        double[][] stains = stains(densities);
        double[] haematoxylin = stains[0];
        double[] eosin = stains[1];
        if (StrictMath.acos(Math.min(1, dot(haematoxylin, eosin))) < MIN_ANGLE) {
            return leftAsIs(pixels, "the tissue has one colour only, no two stains");
        }
        if (Arrays.stream(haematoxylin).min().orElseThrow() < MIN_COMPONENT
                || Arrays.stream(eosin).min().orElseThrow() < MIN_COMPONENT) {
            return leftAsIs(pixels, "the colours are not those of two stains that absorb light");
        }
        double[][] unmixing = unmixing(haematoxylin, eosin);
        double[] largest = {largest(densities, unmixing[0]), largest(densities, unmixing[1])};
        if (!(largest[0] > 0 && largest[1] > 0)) {
            return leftAsIs(pixels, "one of the two stains is missing");
        }
        double[][] change = change(unmixing, largest);
        return StainNormalisation.of(
                patch -> apply(change, patch),
                new StainRecord(
                        StainMethod.MACENKO,
                        REFERENCE,
                        pixels.size(),
                        Map.of(
                                "haematoxylin", StainNormalisation.list(haematoxylin),
                                "eosin", StainNormalisation.list(eosin),
                                "largestConcentrations", StainNormalisation.list(largest)),
                        null));
    }

    private static StainNormalisation leftAsIs(PixelSample pixels, String why) {
        return StainNormalisation.leftAsIs(
                new StainRecord(StainMethod.MACENKO, REFERENCE, pixels.size(), Map.of(), why));
    }

    private static double[][] densities(PixelSample pixels) {
        double[][] densities = new double[pixels.size()][];
        for (int i = 0; i < densities.length; i++) {
            densities[i] = new double[] {
                OpticalDensity.of(pixels.red(i)), OpticalDensity.of(pixels.green(i)), OpticalDensity.of(pixels.blue(i))
            };
        }
        return densities;
    }

    /** Haematoxylin, which absorbs more red, and eosin; each of length 1. */
    private static double[][] stains(double[][] densities) {
        double[][] moments = new double[RgbImage.CHANNELS][RgbImage.CHANNELS];
        for (double[] each : densities) {
            for (int i = 0; i < RgbImage.CHANNELS; i++) {
                for (int j = 0; j < RgbImage.CHANNELS; j++) {
                    moments[i][j] += each[i] * each[j];
                }
            }
        }
        double[][] plane = SymmetricMatrix.eigenvectors(moments);
        double[] along = positive(plane[0]);
        double[] across = plane[1];
        double[] angles = new double[densities.length];
        for (int i = 0; i < angles.length; i++) {
            angles[i] = StrictMath.atan2(dot(densities[i], across), dot(densities[i], along));
        }
        Arrays.sort(angles);
        double[] lowest = direction(along, across, percentile(angles, PERCENTILE));
        double[] highest = direction(along, across, percentile(angles, 1 - PERCENTILE));
        return lowest[0] > highest[0] ? new double[][] {lowest, highest} : new double[][] {highest, lowest};
    }

    private static double[] positive(double[] vector) {
        double sign = vector[0] + vector[1] + vector[2] < 0 ? -1 : 1;
        return new double[] {sign * vector[0], sign * vector[1], sign * vector[2]};
    }

    private static double[] direction(double[] along, double[] across, double angle) {
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        double[] direction = new double[RgbImage.CHANNELS];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = cosine * along[i] + sine * across[i];
        }
        return direction;
    }

    /** The two rows that give concentrations from densities, by least squares. */
    private static double[][] unmixing(double[] first, double[] second) {
        double common = dot(first, second);
        double determinant = 1 - common * common;
        double[][] unmixing = new double[2][RgbImage.CHANNELS];
        for (int i = 0; i < RgbImage.CHANNELS; i++) {
            unmixing[0][i] = (first[i] - common * second[i]) / determinant;
            unmixing[1][i] = (second[i] - common * first[i]) / determinant;
        }
        return unmixing;
    }

    private static double largest(double[][] densities, double[] unmixing) {
        double[] concentrations = new double[densities.length];
        for (int i = 0; i < concentrations.length; i++) {
            concentrations[i] = dot(densities[i], unmixing);
        }
        Arrays.sort(concentrations);
        return percentile(concentrations, 1 - PERCENTILE);
    }

    /** From densities of the slide to densities in the colours of the reference. */
    private static double[][] change(double[][] unmixing, double[] largest) {
        double[][] change = new double[RgbImage.CHANNELS][RgbImage.CHANNELS];
        for (int stain = 0; stain < largest.length; stain++) {
            double scale = REFERENCE_CONCENTRATIONS[stain] / largest[stain];
            for (int to = 0; to < RgbImage.CHANNELS; to++) {
                for (int from = 0; from < RgbImage.CHANNELS; from++) {
                    change[to][from] += REFERENCE_STAINS[stain][to] * scale * unmixing[stain][from];
                }
            }
        }
        return change;
    }

    private static RgbImage apply(double[][] change, RgbImage patch) {
        byte[] from = patch.pixels();
        byte[] to = new byte[from.length];
        for (int at = 0; at < from.length; at += RgbImage.CHANNELS) {
            double red = OpticalDensity.of(from[at] & 0xff);
            double green = OpticalDensity.of(from[at + 1] & 0xff);
            double blue = OpticalDensity.of(from[at + 2] & 0xff);
            for (int i = 0; i < RgbImage.CHANNELS; i++) {
                double[] row = change[i];
                to[at + i] = OpticalDensity.value(row[0] * red + row[1] * green + row[2] * blue);
            }
        }
        return new RgbImage(patch.width(), patch.height(), to);
    }

    private static double percentile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
