package io.cancernet.dataset.ingest;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.SlideId;
import io.cancernet.dataset.layout.QuarantineReason;
import io.cancernet.dataset.layout.QuarantinedFile;
import io.cancernet.dataset.slide.Slide;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one slide of an ingest gave.
 *
 * @param slide absent when nothing of it could be used
 * @param in files of the slide, or cells of its grid: stored + quarantined
 * @param quarantined the files that were not stored
 * @param cells cells of a whole slide that gave no patch, by reason
 * @param seconds what the work took, by step
 */
public record SlideResult(
        SlideId slideId,
        CaseId caseId,
        @Nullable Slide slide,
        int in,
        int stored,
        List<QuarantinedFile> quarantined,
        Map<QuarantineReason, Integer> cells,
        Map<String, Double> seconds) {

    public SlideResult {
        quarantined = List.copyOf(quarantined);
        cells = Map.copyOf(cells);
        seconds = Map.copyOf(seconds);
        if (in != stored + quarantined.size() + cellsWithoutPatch(cells)) {
            throw new IllegalArgumentException("in = stored + quarantined must hold");
        }
    }

    /** Files and cells that were not stored. */
    public int leftOut() {
        return in - stored;
    }

    SlideResult took(Map<String, Double> time) {
        return new SlideResult(slideId, caseId, slide, in, stored, quarantined, cells, time);
    }

    private static int cellsWithoutPatch(Map<QuarantineReason, Integer> cells) {
        return cells.values().stream().mapToInt(Integer::intValue).sum();
    }
}
