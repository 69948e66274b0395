package io.cancernet.training.recipe;

/**
 * Ranges of random changes to a training image, with the meaning of Keras' {@code ImageDataGenerator}: bilinear, the
 * nearest pixel beyond the border.
 *
 * @param rotationDegrees rotation by up to this either way
 * @param zoomMin smallest zoom factor, drawn for each axis; above 1 shows more of the image's surroundings
 * @param zoomMax largest zoom factor
 * @param shift movement along each axis by up to this part of the side, either way
 * @param shearDegrees shear by up to this either way; degrees since Keras 2.1, so .05 is next to nothing
 */
public record AugmentationSettings(
        double rotationDegrees,
        double zoomMin,
        double zoomMax,
        double shift,
        double shearDegrees,
        boolean horizontalFlip,
        boolean verticalFlip) {

    /** Images as they are. */
    public static final AugmentationSettings NONE = new AugmentationSettings(0, 1, 1, 0, 0, false, false);

    private static final double LARGEST_ZOOM = 10;

    public AugmentationSettings {
        Check.between("augmentation.rotationDegrees", rotationDegrees, 0, 180);
        Check.between("augmentation.zoomMin", zoomMin, 1 / LARGEST_ZOOM, LARGEST_ZOOM);
        Check.between("augmentation.zoomMax", zoomMax, zoomMin, LARGEST_ZOOM);
        Check.between("augmentation.shift", shift, 0, 1);
        Check.between("augmentation.shearDegrees", shearDegrees, 0, 45);
    }
}
