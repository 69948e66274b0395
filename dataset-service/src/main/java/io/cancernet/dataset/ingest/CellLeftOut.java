package io.cancernet.dataset.ingest;

import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.tiling.Cell;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a whole slide's grid that gave no patch: a line of the extraction's {@code cells.jsonl.gz}.
 *
 * @param x left edge in level-0 pixels
 * @param y top edge in level-0 pixels
 * @param tissueShare 0 to 1
 * @param sharpness absent where the cell was not looked at closely
 */
record CellLeftOut(
        int x,
        int y,
        QuarantineReason reason,
        double tissueShare,
        @Nullable Double sharpness) {

    static CellLeftOut of(Cell cell, QuarantineReason reason) {
        return new CellLeftOut(cell.x(), cell.y(), reason, cell.tissueShare(), cell.sharpness());
    }
}
