package io.cancernet.common.colour;

import io.cancernet.common.image.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** The colours of training patches being gathered. The same patches in the same order give the same statistics. */
public final class ColourSample {

    /**
     * An image is far when it is this much further than .99 of the training patches. Over seven splits of 14 IDC cases
     * 0.7 % of the unseen cases' patches are; see RATIONALE.md.
     */
    static final double QUANTILE = 0.99;

    static final double MARGIN = 1.25;

    /** Variances that each figure has at least: training patches that are all alike leave some room. */
    private static final double[] LEAST_VARIANCE = {0.01, 0.01, 0.01, 1e-4, 1e-4, 1e-4, 1e-6, 1e-6, 1e-6};

    private final List<double[]> figures = new ArrayList<>();

    /** Takes a patch at the size of the model's input; its pixels may change afterwards. */
    public void add(RgbImage patch) {
        figures.add(ColourFeatures.of(patch));
    }

    /** The statistics of all patches taken. @throws IllegalStateException when there are none */
    public ColourStatistics statistics() {
        if (figures.isEmpty()) {
            throw new IllegalStateException("statistics of no patches");
        }
        double[] mean = mean();
        double[][] covariance = covariance(mean);
        ColourDistance distance = new ColourDistance(mean, covariance, Double.MAX_VALUE);
        double[] sorted = figures.stream().mapToDouble(distance::of).sorted().toArray();
        double quantile = sorted[(int) Math.ceil(QUANTILE * sorted.length) - 1];
        return new ColourStatistics(
                sorted.length,
                list(mean),
                Arrays.stream(covariance).map(ColourSample::list).toList(),
                MARGIN * Math.max(quantile, 1));
    }

    private double[] mean() {
        double[] mean = new double[ColourFeatures.COUNT];
        for (double[] each : figures) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += each[i] / figures.size();
            }
        }
        return mean;
    }

    private double[][] covariance(double[] mean) {
        double[][] covariance = new double[mean.length][mean.length];
        for (double[] each : figures) {
            for (int i = 0; i < mean.length; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += (each[i] - mean[i]) * (each[j] - mean[j]) / figures.size();
                }
            }
        }
        for (int i = 0; i < mean.length; i++) {
            covariance[i][i] += LEAST_VARIANCE[i];
            for (int j = 0; j < i; j++) {
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }

    private static List<Double> list(double[] values) {
        return DoubleStream.of(values).boxed().toList();
    }
}
