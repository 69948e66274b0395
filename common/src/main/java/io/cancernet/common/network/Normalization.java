package io.cancernet.common.network;

import io.cancernet.common.image.RgbImage;
import java.util.List;

/**
 * Brings scaled colours to the range a network was pretrained on: {@code (value - mean) / deviation}.
 *
 * @param mean of red, green and blue
 * @param deviation of red, green and blue, above 0
 */
public record Normalization(List<Double> mean, List<Double> deviation) {

    /** Colours as they are. */
    public static final Normalization NONE = new Normalization(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

    /** What torchvision's pretrained networks take, of values from 0 to 1. */
    public static final Normalization IMAGE_NET =
            new Normalization(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    public Normalization {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        boolean whole = mean.size() == RgbImage.CHANNELS
                && deviation.size() == RgbImage.CHANNELS
                && mean.stream().allMatch(Double::isFinite)
                && deviation.stream().allMatch(value -> Double.isFinite(value) && value > 0);
        if (!whole) {
            throw new IllegalArgumentException(
                    "a normalisation has three means and three deviations above 0: %s, %s".formatted(mean, deviation));
        }
    }
}
