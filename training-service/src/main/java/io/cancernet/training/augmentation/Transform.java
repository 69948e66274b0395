package io.cancernet.training.augmentation;

import io.cancernet.training.recipe.AugmentationSettings;
import java.util.SplittableRandom;

/**
 * One drawn change of an image: the values that Keras' {@code get_random_transform} draws, in its order.
 *
 * @param degrees rotation
 * @param rowShift in parts of the height
 * @param columnShift in parts of the width
 * @param shearDegrees shear
 * @param quarterTurns of a square image, on top of all else; Keras has none
 */
record Transform(
        double degrees,
        double rowShift,
        double columnShift,
        double shearDegrees,
        double rowZoom,
        double columnZoom,
        boolean mirrored,
        boolean upsideDown,
        int quarterTurns) {

    static Transform draw(AugmentationSettings settings, SplittableRandom random) {
        return new Transform(
                either(settings.rotationDegrees(), random),
                either(settings.shift(), random),
                either(settings.shift(), random),
                either(settings.shearDegrees(), random),
                between(settings.zoomMin(), settings.zoomMax(), random),
                between(settings.zoomMin(), settings.zoomMax(), random),
                random.nextBoolean() && settings.horizontalFlip(),
                random.nextBoolean() && settings.verticalFlip(),
                settings.rightAngles() ? random.nextInt(4) : 0);
    }

    private static double either(double range, SplittableRandom random) {
        return between(-range, range, random);
    }

    private static double between(double from, double to, SplittableRandom random) {
        return from + (to - from) * random.nextDouble();
    }
}
