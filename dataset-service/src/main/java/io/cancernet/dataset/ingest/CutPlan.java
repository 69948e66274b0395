package io.cancernet.dataset.ingest;

import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.tiling.PatchGrid;
import io.cancernet.dataset.tiling.Tiling;
import io.cancernet.dataset.wholeslide.SlideReader;

/** How a whole slide is cut and what its patches are called. */
record CutPlan(Tiling tiling, PatchLabels labels) {

    PatchGrid grid(SlideReader reader, MicronsPerPixel mpp) {
        return PatchGrid.of(reader.levels().get(0), mpp, tiling);
    }
}
