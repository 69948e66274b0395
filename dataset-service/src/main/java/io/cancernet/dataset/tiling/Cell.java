package io.cancernet.dataset.tiling;

import io.cancernet.common.id.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One place of the grid and what was found there.
 *
 * @param x left edge, pixels of level 0
 * @param y top edge, pixels of level 0
 * @param tissueShare 0 to 1
 * @param sharpness of the patch before stain normalisation; absent where it was not read
 * @param png the patch, of a tissue cell only
 */
public record Cell(
        int column,
        int row,
        int x,
        int y,
        CellKind kind,
        double tissueShare,
        @Nullable Double sharpness,
        @Nullable Png png) {

    public Cell {
        if ((kind == CellKind.TISSUE) != (png != null)) {
            throw new IllegalArgumentException("a tissue cell has a patch, and only such: " + kind);
        }
    }

    /** A patch as it is stored; the bytes are not copied. */
    @SuppressWarnings("ArrayRecordComponent") // handed over and never compared
    public record Png(byte[] bytes, Sha256 sha256) {}
}
