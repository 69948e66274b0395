package io.cancernet.common.event;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;

/**
 * A slide's patches are stored: in = stored + quarantined.
 *
 * @param index the extraction's index file
 * @param patchWidth nominal width of a patch in pixels; border patches may be smaller
 * @param patchHeight nominal height of a patch in pixels
 */
public record SlideIngested(
        SlideId slideId,
        CaseId caseId,
        ExtractionId extractionId,
        Purpose purpose,
        int in,
        int stored,
        int quarantined,
        ObjectRef index,
        MicronsPerPixel mpp,
        int patchWidth,
        int patchHeight)
        implements Event {

    public SlideIngested {
        if (in != stored + quarantined || stored < 0 || quarantined < 0) {
            throw new IllegalArgumentException(
                    "in = stored + quarantined must hold: %d, %d, %d".formatted(in, stored, quarantined));
        }
    }

    @Override
    public Topic topic() {
        return Topic.SLIDES_INGESTED;
    }

    @Override
    public String key() {
        return slideId.value();
    }

    @Override
    public String eventId() {
        return extractionId.value();
    }
}
