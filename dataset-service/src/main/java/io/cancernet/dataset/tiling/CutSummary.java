package io.cancernet.dataset.tiling;

import io.cancernet.dataset.stain.StainRecord;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of cutting a slide.
 *
 * @param grid the places that there were
 * @param level that was read
 * @param tissueShare of the whole slide, 0 to 1
 * @param cells of each kind, all kinds present; they add up to the places of the grid
 * @param stain how colours were normalised; absent where that was not asked for
 */
public record CutSummary(
        PatchGrid grid,
        int level,
        double tissueShare,
        Map<CellKind, Long> cells,
        @Nullable StainRecord stain) {

    public CutSummary {
        cells = Map.copyOf(cells);
    }

    static Map<CellKind, Long> noCells() {
        Map<CellKind, Long> cells = new EnumMap<>(CellKind.class);
        for (CellKind kind : CellKind.values()) {
            cells.put(kind, 0L);
        }
        return cells;
    }
}
