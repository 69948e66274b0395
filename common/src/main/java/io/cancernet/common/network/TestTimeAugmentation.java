package io.cancernet.common.network;

/** Views of an image over which a model's probabilities are averaged. */
public enum TestTimeAugmentation {
    /** The image itself. */
    NONE,
    /** The image, mirrored, upside down, and both. */
    FLIPS,
    /** Those four and their rotations by 90 degrees: the eight symmetries of a square. */
    FLIPS_AND_ROTATIONS
}
