package io.cancernet.dataset.tiling;

import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.stain.StainMethod;

/**
 * How patches are cut from a whole slide. Stored with the extraction, and part of its id.
 *
 * @param patchSize side of a patch, pixels, 8 to 4,096
 * @param mpp resolution of the patches
 * @param minTissueShare patches of which less is tissue are background; 0 keeps all of them
 * @param maxPenShare patches of which more is ink are left out; 1 keeps all of them, for stains that are not H&amp;E
 * @param minSharpness patches whose {@link Sharpness} is lower are blurred; 0 keeps all of them
 */
public record Tiling(
        int patchSize,
        MicronsPerPixel mpp,
        double minTissueShare,
        double maxPenShare,
        double minSharpness,
        StainMethod stain) {

    /** A quarter of a patch: half of the diagonal of an edge runs through it. */
    public static final double DEFAULT_MIN_TISSUE_SHARE = 0.25;

    public static final double DEFAULT_MAX_PEN_SHARE = 0.1;
    public static final double DEFAULT_MIN_SHARPNESS = 15;

    private static final int MIN_PATCH_SIZE = 8;
    private static final int MAX_PATCH_SIZE = 4096;
    /** Goes up when the same options begin to give other patches, or the same ones as other files. */
    private static final int VERSION = 2;

    public Tiling {
        if (patchSize < MIN_PATCH_SIZE || patchSize > MAX_PATCH_SIZE) {
            throw new IllegalArgumentException(
                    "a patch has %d to %d pixels a side, not %d".formatted(MIN_PATCH_SIZE, MAX_PATCH_SIZE, patchSize));
        }
        requireShare("the tissue share", minTissueShare);
        requireShare("the pen share", maxPenShare);
        if (!(minSharpness >= 0 && minSharpness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("sharpness is 0 or more, not " + minSharpness);
        }
    }

    /** Patches of a size and resolution, all else as by default: no stain normalisation. */
    public static Tiling of(int patchSize, MicronsPerPixel mpp) {
        return new Tiling(
                patchSize,
                mpp,
                DEFAULT_MIN_TISSUE_SHARE,
                DEFAULT_MAX_PEN_SHARE,
                DEFAULT_MIN_SHARPNESS,
                StainMethod.NONE);
    }

    /** All options in one line that never changes for the same options: what an extraction id is made of. */
    public String text() {
        return "tiling-%d patch=%dpx mpp=%s tissue>=%s pen<=%s sharpness>=%s stain=%s"
                .formatted(VERSION, patchSize, mpp.value(), minTissueShare, maxPenShare, minSharpness, stain.slug());
    }

    private static void requireShare(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("%s lies between 0 and 1, not at %s".formatted(what, share));
        }
    }
}
