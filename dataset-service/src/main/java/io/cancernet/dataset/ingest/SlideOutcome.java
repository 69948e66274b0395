package io.cancernet.dataset.ingest;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.SlideId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an ingest made of one slide.
 *
 * @param slideId absent for a case without a usable file that an early release ingested
 * @param extractionId absent when nothing of the slide could be used
 * @param known whether the same bytes had been ingested in the same way before
 * @param cells cells of a whole slide that gave no patch, by reason code
 * @param seconds what the work took, by step
 */
public record SlideOutcome(
        @Nullable SlideId slideId,
        CaseId caseId,
        @Nullable ExtractionId extractionId,
        boolean known,
        int in,
        int stored,
        int quarantined,
        Map<String, Integer> cells,
        Map<String, Double> seconds) {

    public SlideOutcome {
        cells = Map.copyOf(cells);
        seconds = Map.copyOf(seconds);
    }
}
