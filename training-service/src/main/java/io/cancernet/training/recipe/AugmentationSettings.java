package io.cancernet.training.recipe;

/**
 * Ranges of random changes to a training image. The geometric ones have the meaning of Keras' {@code
 * ImageDataGenerator}: bilinear, the nearest pixel beyond the border.
 *
 * @param rotationDegrees rotation by up to this either way
 * @param zoomMin smallest zoom factor, drawn for each axis; above 1 shows more of the image's surroundings, at 0 the
 *     axis shrinks to a point and below it the image is mirrored, as Keras has it
 * @param zoomMax largest zoom factor
 * @param shift movement along each axis by up to this part of the side, either way
 * @param shearDegrees shear by up to this either way; degrees since Keras 2.1, so .05 is next to nothing
 * @param rightAngles rotation by 0, 90, 180 or 270 degrees on top of the others; only for square inputs
 * @param stain random change of the stains
 */
public record AugmentationSettings(
        double rotationDegrees,
        double zoomMin,
        double zoomMax,
        double shift,
        double shearDegrees,
        boolean horizontalFlip,
        boolean verticalFlip,
        boolean rightAngles,
        StainJitter stain) {

    /** Images as they are. */
    public static final AugmentationSettings NONE =
            new AugmentationSettings(0, 1, 1, 0, 0, false, false, false, StainJitter.NONE);

    public AugmentationSettings {
        Check.range("augmentation.rotationDegrees", rotationDegrees);
        Check.range("augmentation.zoomMin", zoomMin);
        Check.range("augmentation.zoomMax", zoomMax);
        Range.between(zoomMin, Ranges.of("augmentation.zoomMax").most()).check("augmentation.zoomMax", zoomMax);
        Check.range("augmentation.shift", shift);
        Check.range("augmentation.shearDegrees", shearDegrees);
        Check.present("augmentation.stain", stain);
    }

    /** These changes with another one of the stains. */
    public AugmentationSettings withStain(StainJitter jitter) {
        return new AugmentationSettings(
                rotationDegrees,
                zoomMin,
                zoomMax,
                shift,
                shearDegrees,
                horizontalFlip,
                verticalFlip,
                rightAngles,
                jitter);
    }

    /**
     * Change of haematoxylin, eosin and DAB, each by itself: {@code amount * alpha + beta} with {@code alpha}
     * from 1 - sigma to 1 + sigma and {@code beta} from -bias to bias (Tellez et al., "Whole-slide mitosis detection in
     * H&amp;E breast histology using PHH3 as a reference", IEEE TMI 2018). Amounts are optical densities to the base 10
     * along the stain vectors of Ruifrok and Johnston (2001).
     *
     * @param sigma largest relative change; 0 for none
     * @param bias largest shift of the optical density; 0 for none
     */
    public record StainJitter(double sigma, double bias) {

        /** Stains as they are. */
        public static final StainJitter NONE = new StainJitter(0, 0);

        public StainJitter {
            Check.range("augmentation.stain.sigma", sigma);
            Check.range("augmentation.stain.bias", bias);
        }
    }
}
