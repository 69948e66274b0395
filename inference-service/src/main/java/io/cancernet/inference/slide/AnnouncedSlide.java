package io.cancernet.inference.slide;

import io.cancernet.common.event.SlideIngested;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import java.time.Instant;

/**
 * A slide whose patches are stored and can be scored.
 *
 * @param index one line a patch
 * @param patches lines of the index
 */
public record AnnouncedSlide(
        SlideId slideId,
        CaseId caseId,
        ExtractionId extractionId,
        ObjectRef index,
        MicronsPerPixel mpp,
        int patches,
        Instant announcedAt) {

    static AnnouncedSlide from(SlideIngested event, Instant announcedAt) {
        return new AnnouncedSlide(
                event.slideId(),
                event.caseId(),
                event.extractionId(),
                event.index(),
                event.mpp(),
                event.stored(),
                announcedAt);
    }
}
