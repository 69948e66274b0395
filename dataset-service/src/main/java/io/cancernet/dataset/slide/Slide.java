package io.cancernet.dataset.slide;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import java.time.Instant;

/**
 * A slide with one extraction of it, which never changes.
 *
 * @param ingestId the ingest that stored the extraction
 * @param in files of this slide: stored + quarantined
 * @param negative stored patches without disease
 * @param positive stored patches with disease
 * @param patchWidth nominal width of a patch in pixels
 * @param patchHeight nominal height of a patch in pixels
 */
public record Slide(
        SlideId slideId,
        CaseId caseId,
        ExtractionId extractionId,
        IngestId ingestId,
        Purpose purpose,
        int in,
        int stored,
        int quarantined,
        int negative,
        int positive,
        MicronsPerPixel mpp,
        int patchWidth,
        int patchHeight,
        ObjectRef index,
        Instant createdAt) {

    public Slide {
        if (in != stored + quarantined || negative + positive > stored) {
            throw new IllegalArgumentException("in = stored + quarantined must hold, and labels be of stored patches");
        }
    }

    public int unlabelled() {
        return stored - negative - positive;
    }
}
