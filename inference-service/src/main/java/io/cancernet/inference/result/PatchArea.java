package io.cancernet.inference.result;

import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.inference.slide.SlideGeometry;

/**
 * What a patch covers, in the pixels in which patches are placed: level 0 of a whole slide, those of its file names in a
 * patch archive. Right and bottom edge are outside.
 */
record PatchArea(double left, double top, double right, double bottom) {

    private static final double MICRONS_PER_MM = 1000;

    /** The area of a patch, which ends where its slide does. */
    static PatchArea of(IndexLine line, SlideGeometry geometry) {
        double right = line.x() + line.width() * geometry.downsample();
        double bottom = line.y() + line.height() * geometry.downsample();
        SlideGeometry.Level0 level0 = geometry.level0();
        return level0 == null
                ? new PatchArea(line.x(), line.y(), right, bottom)
                : new PatchArea(
                        line.x(),
                        line.y(),
                        Math.max(line.x(), Math.min(right, level0.width())),
                        Math.max(line.y(), Math.min(bottom, level0.height())));
    }

    /** In square millimetres. */
    double mm2(MicronsPerPixel placed) {
        double perPixel = placed.value() / MICRONS_PER_MM;
        return (right - left) * (bottom - top) * perPixel * perPixel;
    }

    PatchArea and(PatchArea other) {
        return new PatchArea(
                Math.min(left, other.left),
                Math.min(top, other.top),
                Math.max(right, other.right),
                Math.max(bottom, other.bottom));
    }
}
