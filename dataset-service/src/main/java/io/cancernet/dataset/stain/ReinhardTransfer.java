package io.cancernet.dataset.stain;

import io.cancernet.common.image.RgbImage;

/**
 * The change of colours from one set of means and deviations to another. Between the logarithms of the cone responses
 * it is one affine map; logarithms and their inverse come from tables, which are ten times as fast and the same on
 * every machine.
 */
final class ReinhardTransfer {

    private static final int LOG_STEPS = 64;
    private static final double[] LOG = new double[256 * LOG_STEPS + 1];
    private static final double LOWEST = 0;
    private static final double HIGHEST = 8;
    private static final int EXP_STEPS = 4096;
    private static final double[] EXP = new double[(int) ((HIGHEST - LOWEST) * EXP_STEPS) + 1];

    static {
        for (int i = 0; i < LOG.length; i++) {
            LOG[i] = StrictMath.log(Math.max(1, (double) i / LOG_STEPS));
        }
        for (int i = 0; i < EXP.length; i++) {
            EXP[i] = StrictMath.exp(LOWEST + (double) i / EXP_STEPS);
        }
    }

    private final double[][] scale = new double[RgbImage.CHANNELS][RgbImage.CHANNELS];
    private final double[] shift = new double[RgbImage.CHANNELS];

    ReinhardTransfer(double[] means, double[] deviations, double[] targetMeans, double[] targetDeviations) {
        double[][] axes = LogConeSpace.AXES;
        for (int axis = 0; axis < axes.length; axis++) {
            double factor = targetDeviations[axis] / deviations[axis];
            double offset = targetMeans[axis] - factor * means[axis];
            for (int to = 0; to < shift.length; to++) {
                shift[to] += axes[axis][to] * offset;
                for (int from = 0; from < shift.length; from++) {
                    scale[to][from] += axes[axis][to] * factor * axes[axis][from];
                }
            }
        }
    }

    RgbImage apply(RgbImage patch) {
        byte[] from = patch.pixels();
        byte[] to = new byte[from.length];
        double[] rgb = new double[RgbImage.CHANNELS];
        double[] logarithms = new double[RgbImage.CHANNELS];
        double[] cones = new double[RgbImage.CHANNELS];
        for (int at = 0; at < from.length; at += RgbImage.CHANNELS) {
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = from[at + i] & 0xff;
            }
            for (int i = 0; i < logarithms.length; i++) {
                logarithms[i] = LOG[(int) (dot(LogConeSpace.CONES_OF_RGB[i], rgb) * LOG_STEPS + 0.5)];
            }
            for (int i = 0; i < cones.length; i++) {
                cones[i] = exp(dot(scale[i], logarithms) + shift[i]);
            }
            for (int i = 0; i < rgb.length; i++) {
                double value = dot(LogConeSpace.RGB_OF_CONES[i], cones);
                to[at + i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
            }
        }
        return new RgbImage(patch.width(), patch.height(), to);
    }

    private static double exp(double logarithm) {
        double within = Math.max(LOWEST, Math.min(HIGHEST, logarithm));
        return EXP[(int) ((within - LOWEST) * EXP_STEPS + 0.5)];
    }

    private static double dot(double[] row, double[] values) {
        return row[0] * values[0] + row[1] * values[1] + row[2] * values[2];
    }
}
