package io.cancernet.dataset.statistics;

import io.cancernet.common.image.RgbImage;
import io.cancernet.dataset.statistics.Statistics.Colour;
import java.util.ArrayList;
import java.util.List;

/** Sums of pixel values and of their squares, exact for 10^14 pixels. Used by one thread. */
final class ColourSum {

    private final long[] sums = new long[RgbImage.CHANNELS];
    private final long[] squares = new long[RgbImage.CHANNELS];
    private long pixels;

    void add(RgbImage image) {
        byte[] values = image.pixels();
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            long sum = 0;
            long square = 0;
            for (int at = channel; at < values.length; at += RgbImage.CHANNELS) {
                int value = values[at] & 0xff;
                sum += value;
                square += (long) value * value;
            }
            sums[channel] += sum;
            squares[channel] += square;
        }
        pixels += values.length / RgbImage.CHANNELS;
    }

    void add(ColourSum other) {
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            sums[channel] += other.sums[channel];
            squares[channel] += other.squares[channel];
        }
        pixels += other.pixels;
    }

    Colour colour() {
        List<Double> mean = new ArrayList<>();
        List<Double> deviation = new ArrayList<>();
        for (int channel = 0; channel < RgbImage.CHANNELS && pixels > 0; channel++) {
            double average = (double) sums[channel] / pixels;
            double variance = (double) squares[channel] / pixels - average * average;
            mean.add(average);
            deviation.add(Math.sqrt(Math.max(0, variance)));
        }
        return new Colour(pixels, mean, deviation);
    }
}
