package io.cancernet.dataset.ingest;

import io.cancernet.common.json.Json;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.stain.StainRecord;
import io.cancernet.dataset.tiling.CutSummary;
import io.cancernet.dataset.tiling.Tiling;
import org.jspecify.annotations.Nullable;

/**
 * How the patches of a whole slide were made, as it is kept with them.
 *
 * @param format what the slide's file is
 * @param slideMpp resolution of level 0
 * @param side pixels of level 0 that a patch covers, a side
 * @param level the level that was read
 * @param tissueShare of the slide, 0 to 1
 * @param stain how colours were normalised; absent where that was not asked for
 * @param labels where the labels are from
 */
record CutParameters(
        String format,
        MicronsPerPixel slideMpp,
        Tiling tiling,
        double side,
        int level,
        double tissueShare,
        @Nullable StainRecord stain,
        String labels) {

    static CutParameters of(SlideToCut slide, CutSummary summary) {
        return new CutParameters(
                slide.reader().format(),
                slide.mpp(),
                slide.plan().tiling(),
                summary.grid().side(),
                summary.level(),
                summary.tissueShare(),
                summary.stain(),
                slide.plan().labels().text());
    }

    String json() {
        return Json.text(this);
    }
}
