package io.cancernet.common.colour;

import io.cancernet.common.image.RgbImage;
import java.util.List;

/**
 * Tells how far an image's colours are from those of training patches: the Mahalanobis distance (Mahalanobis 1936) of
 * its figures. Thread-safe.
 */
public final class ColourDistance {

    private final double[] mean;
    private final double[][] root;
    private final double limit;

    /**
     * Prepares the distance from these training patches.
     *
     * @throws IllegalArgumentException when the covariance is none: not symmetric or not positive definite
     */
    public ColourDistance(ColourStatistics statistics) {
        this(figures(statistics.mean()), matrix(statistics.covariance()), statistics.limit());
    }

    ColourDistance(double[] mean, double[][] covariance, double limit) {
        this.mean = mean;
        this.root = choleskyRoot(covariance);
        this.limit = limit;
    }

    /** Checks an image of the size of the model's input. */
    public ColourCheck check(RgbImage image) {
        double distance = of(ColourFeatures.of(image));
        return new ColourCheck(distance, distance > limit);
    }

    /** The length of z where root z = figures - mean. */
    double of(double[] figures) {
        double[] z = new double[mean.length];
        double squares = 0;
        for (int i = 0; i < z.length; i++) {
            double rest = figures[i] - mean[i];
            for (int j = 0; j < i; j++) {
                rest -= root[i][j] * z[j];
            }
            z[i] = rest / root[i][i];
            squares += z[i] * z[i];
        }
        return Math.sqrt(squares);
    }

    /** The lower triangular matrix whose product with its transpose is the given one. */
    private static double[][] choleskyRoot(double[][] covariance) {
        int size = covariance.length;
        double[][] root = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = covariance[i][j];
                if (rest != covariance[j][i]) {
                    throw new IllegalArgumentException("colourStatistics.covariance is not symmetric");
                }
                for (int k = 0; k < j; k++) {
                    rest -= root[i][k] * root[j][k];
                }
                if (i != j) {
                    root[i][j] = rest / root[j][j];
                } else if (rest > 0) {
                    root[i][i] = Math.sqrt(rest);
                } else {
                    throw new IllegalArgumentException("colourStatistics.covariance is not positive definite");
                }
            }
        }
        return root;
    }

    private static double[][] matrix(List<List<Double>> rows) {
        return rows.stream().map(ColourDistance::figures).toArray(double[][]::new);
    }

    private static double[] figures(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
