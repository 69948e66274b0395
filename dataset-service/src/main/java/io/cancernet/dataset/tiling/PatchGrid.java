package io.cancernet.dataset.tiling;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.wholeslide.SlideLevel;
import java.util.Locale;

/**
 * The places of all patches on a slide. A patch covers a square of the given side, in pixels of level 0, which need not
 * be whole; its left and top edge are whole: the nearest to a multiple of the side. Only squares that lie on the slide
 * whole are patches, so a slide that is smaller than one has none.
 *
 * @param patchSize pixels of a patch, a side
 * @param side pixels of level 0 that a patch covers, a side
 */
public record PatchGrid(int patchSize, double side, int columns, int rows) {

    /** Patches may be this much finer than the scan: at worst 3 pixels of it become 4. */
    private static final double FINEST = 0.75;
    /** What floating point may be off by, in pixels of level 0. */
    private static final double ROUNDING = 1e-6;

    /**
     * The grid over a slide.
     *
     * @param mpp0 resolution of level 0
     * @throws DomainException {@code slide-too-coarse} when the slide was scanned at a lower resolution
     */
    public static PatchGrid of(SlideLevel level0, MicronsPerPixel mpp0, Tiling tiling) {
        if (tiling.mpp().value() < FINEST * mpp0.value()) {
            throw new DomainException(
                    ErrorCode.SLIDE_TOO_COARSE,
                    String.format(
                            Locale.ROOT,
                            "the slide was scanned at %.4g µm a pixel, and patches of %.4g would be invented detail; "
                                    + "ask for %.4g or more",
                            mpp0.value(),
                            tiling.mpp().value(),
                            mpp0.value()));
        }
        double side = snap(tiling.patchSize() * tiling.mpp().value() / mpp0.value());
        return new PatchGrid(tiling.patchSize(), side, whole(level0.width(), side), whole(level0.height(), side));
    }

    /** Left edge of a column's patches, pixels of level 0. */
    public int x(int column) {
        return (int) Math.round(column * side);
    }

    /** Top edge of a row's patches, pixels of level 0. */
    public int y(int row) {
        return (int) Math.round(row * side);
    }

    /** Pixels of level 0 to one of a patch. */
    public double downsample() {
        return side / patchSize;
    }

    public long cells() {
        return (long) columns * rows;
    }

    private static int whole(int length, double side) {
        int count = (int) (length / side) + 1;
        while (count > 0 && Math.round((count - 1) * side) + side > length + ROUNDING) {
            count--;
        }
        return count;
    }

    private static double snap(double side) {
        return Math.abs(side - Math.rint(side)) < ROUNDING ? Math.rint(side) : side;
    }
}
