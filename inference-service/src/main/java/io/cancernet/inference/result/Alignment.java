package io.cancernet.inference.result;

import io.cancernet.inference.slide.SlideGeometry;
import org.jspecify.annotations.Nullable;

/**
 * Where a heat map lies on its slide. The pixel in column c and row r shows the patch that covers its centre, at x =
 * originX + (c + 0.5) * scale and y = originY + (r + 0.5) * scale. The map fills the picture's upper left corner.
 *
 * @param originX left edge of the map
 * @param originY top edge of the map
 * @param scale pixels of the slide to one of the map, along a side; a patch's side is a whole number of map pixels
 *     unless the slide has more than {@value #MOST_PIXELS} patches along a side
 * @param width of the map in its pixels
 * @param height of the map in its pixels
 * @param unit what x, y, origin and scale are counted in
 */
public record Alignment(double originX, double originY, double scale, int width, int height, String unit) {

    /** Longest side of a map, in pixels, which bounds its memory. */
    static final int MOST_PIXELS = 4096;
    /** What a map's longer side comes near, so that a person sees something. */
    private static final int DESIRED_PIXELS = 1024;

    private static final int MOST_PIXELS_OF_PATCH = 16;
    /** What floating point may be off by, in map pixels. */
    private static final double ROUNDING = 1e-6;

    /**
     * The alignment of a map over a whole slide, or over all patches of an archive.
     *
     * @param patches what all patches cover together; absent when there are none
     */
    static Alignment over(SlideGeometry geometry, @Nullable PatchArea patches) {
        SlideGeometry.Level0 level0 = geometry.level0();
        PatchArea area = level0 == null
                ? patches == null ? new PatchArea(0, 0, 1, 1) : patches
                : new PatchArea(0, 0, level0.width(), level0.height());
        double width = area.right() - area.left();
        double height = area.bottom() - area.top();
        double side = Math.min(geometry.patchWidth(), geometry.patchHeight()) * geometry.downsample();
        double scale = scale(Math.max(width, height), side);
        return new Alignment(
                area.left(),
                area.top(),
                scale,
                pixels(width, scale),
                pixels(height, scale),
                level0 == null ? "pixels of the patch archive" : "pixels of level 0");
    }

    private static double scale(double longest, double side) {
        double patches = longest / side;
        if (patches > MOST_PIXELS) {
            return longest / MOST_PIXELS;
        }
        return side / Math.max(1, Math.min(MOST_PIXELS_OF_PATCH, (int) (DESIRED_PIXELS / patches)));
    }

    private static int pixels(double length, double scale) {
        return Math.max(1, (int) Math.ceil(length / scale - ROUNDING));
    }

    /** First column whose centre lies at x or to the right of it. */
    int column(double x) {
        return first((x - originX) / scale, width);
    }

    /** First row whose centre lies at y or below it. */
    int row(double y) {
        return first((y - originY) / scale, height);
    }

    private static int first(double at, int end) {
        return (int) Math.max(0, Math.min(end, Math.ceil(at - 0.5 - ROUNDING)));
    }
}
