package io.cancernet.dataset.stain;

import io.cancernet.common.image.RgbImage;

/**
 * The colour space l&alpha;&beta; of Ruderman et al. as Reinhard et al. use it: RGB to the responses of the eye's cones
 * (LMS), their natural logarithms, and from these three axes that hardly correlate. RGB runs from 0 to 255; a response
 * below 1 counts as 1, so that black has a logarithm.
 */
final class LogConeSpace {

    static final double[][] CONES_OF_RGB = {{0.3811, 0.5783, 0.0402}, {0.1967, 0.7244, 0.0782}, {0.0241, 0.1288, 0.8444}
    };

    /** The inverse, worked out: the one printed in the paper is rounded to four digits. */
    static final double[][] RGB_OF_CONES = inverse(CONES_OF_RGB);

    private static final double SQRT_2 = Math.sqrt(2);
    private static final double SQRT_3 = Math.sqrt(3);
    private static final double SQRT_6 = Math.sqrt(6);

    /** Orthonormal, so its inverse is its transpose. */
    static final double[][] AXES = {
        {1 / SQRT_3, 1 / SQRT_3, 1 / SQRT_3}, {1 / SQRT_6, 1 / SQRT_6, -2 / SQRT_6}, {1 / SQRT_2, -1 / SQRT_2, 0}
    };

    private LogConeSpace() {}

    static double[] of(int red, int green, int blue) {
        double[] logarithms = new double[RgbImage.CHANNELS];
        for (int i = 0; i < logarithms.length; i++) {
            double[] row = CONES_OF_RGB[i];
            logarithms[i] = StrictMath.log(Math.max(1, row[0] * red + row[1] * green + row[2] * blue));
        }
        double[] axes = new double[RgbImage.CHANNELS];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = AXES[i][0] * logarithms[0] + AXES[i][1] * logarithms[1] + AXES[i][2] * logarithms[2];
        }
        return axes;
    }

    private static double[][] inverse(double[][] m) {
        double[][] inverse = new double[RgbImage.CHANNELS][RgbImage.CHANNELS];
        double determinant = 0;
        for (int i = 0; i < RgbImage.CHANNELS; i++) {
            determinant += m[0][i] * cofactor(m, 0, i);
        }
        for (int i = 0; i < RgbImage.CHANNELS; i++) {
            for (int j = 0; j < RgbImage.CHANNELS; j++) {
                inverse[j][i] = cofactor(m, i, j) / determinant;
            }
        }
        return inverse;
    }

    private static double cofactor(double[][] m, int row, int column) {
        int up = (row + 1) % RgbImage.CHANNELS;
        int down = (row + 2) % RgbImage.CHANNELS;
        int left = (column + 1) % RgbImage.CHANNELS;
        int right = (column + 2) % RgbImage.CHANNELS;
        return m[up][left] * m[down][right] - m[up][right] * m[down][left];
    }
}
