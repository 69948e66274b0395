package io.cancernet.training.recipe;

import io.cancernet.common.image.Resize;
import io.cancernet.common.network.InputSpec;
import io.cancernet.common.network.Normalization;
import io.cancernet.common.network.TestTimeAugmentation;
import io.cancernet.common.unit.MicronsPerPixel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the network sees of a patch: {@code (level * scaling - mean) / deviation}.
 *
 * @param width in pixels, after resizing
 * @param height in pixels, after resizing
 * @param scaling factor from 8-bit values
 * @param mean of red, green and blue, in scaled values
 * @param deviation of red, green and blue, in scaled values
 */
public record InputSettings(
        int width, int height, Resize resize, double scaling, List<Double> mean, List<Double> deviation) {

    private static final int CHANNELS = 3;

    public InputSettings {
        Check.range("input.width", width);
        Check.range("input.height", height);
        Check.present("input.resize", resize);
        Check.range("input.scaling", scaling);
        mean = channels("input.mean", mean);
        deviation = channels("input.deviation", deviation);
        mean.forEach(value -> Check.range("input.mean", value));
        deviation.forEach(value -> Check.range("input.deviation", value));
    }

    /** Square images whose levels are scaled and no more. */
    public static InputSettings scaled(int side, Resize resize, double scaling) {
        Normalization none = Normalization.NONE;
        return new InputSettings(side, side, resize, scaling, none.mean(), none.deviation());
    }

    /** Square images from 0 to 1, normalised by the colours of ImageNet as torchvision's networks take them. */
    public static InputSettings imageNet(int side) {
        Normalization colours = Normalization.IMAGE_NET;
        return new InputSettings(side, side, Resize.BILINEAR, 1.0 / 255, colours.mean(), colours.deviation());
    }

    /**
     * The input of a model trained with these settings.
     *
     * @param patchSize side of the patches in pixels before resizing; absent where nobody knows it
     */
    InputSpec spec(MicronsPerPixel mpp, @Nullable Integer patchSize, TestTimeAugmentation views) {
        Normalization normalization = new Normalization(mean, deviation);
        return new InputSpec(
                width,
                height,
                mpp,
                scaling,
                resize,
                patchSize,
                normalization.equals(Normalization.NONE) ? null : normalization,
                views == TestTimeAugmentation.NONE ? null : views);
    }

    private static List<Double> channels(String field, List<Double> values) {
        Check.present(field, values);
        if (values.size() != CHANNELS || values.stream().anyMatch(value -> value == null)) {
            throw new InvalidRecipeException(field, "it has one number for each of red, green and blue");
        }
        return List.copyOf(values);
    }
}
