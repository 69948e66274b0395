package io.cancernet.inference.slide;

import io.cancernet.common.event.SlideIngested;
import io.cancernet.common.unit.MicronsPerPixel;
import org.jspecify.annotations.Nullable;

/**
 * How the patches of an extraction lie on their slide.
 *
 * @param mpp resolution of the patches
 * @param patchWidth nominal width of a patch in its own pixels; border patches may be smaller
 * @param patchHeight nominal height of a patch in its own pixels
 * @param level0 the whole slide; absent for a patch archive, whose slide nobody has
 */
public record SlideGeometry(
        MicronsPerPixel mpp,
        int patchWidth,
        int patchHeight,
        @Nullable Level0 level0) {

    public SlideGeometry {
        if (patchWidth < 1 || patchHeight < 1) {
            throw new IllegalArgumentException("a patch has pixels: %dx%d".formatted(patchWidth, patchHeight));
        }
    }

    /** The slide as it was scanned, width and height in pixels. */
    public record Level0(int width, int height, MicronsPerPixel mpp) {}

    static SlideGeometry of(SlideIngested event) {
        Integer width = event.slideWidth();
        Integer height = event.slideHeight();
        MicronsPerPixel mpp = event.slideMpp();
        Level0 level0 = width == null || height == null || mpp == null ? null : new Level0(width, height, mpp);
        return new SlideGeometry(event.mpp(), event.patchWidth(), event.patchHeight(), level0);
    }

    /** Pixels in which patches are placed to one pixel of a patch, along a side; 1 in a patch archive. */
    public double downsample() {
        return level0 == null ? 1 : mpp.value() / level0.mpp().value();
    }

    /** Resolution of the pixels in which patches are placed. */
    public MicronsPerPixel placedMpp() {
        return level0 == null ? mpp : level0.mpp();
    }
}
