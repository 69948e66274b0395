package io.cancernet.inference.slide;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.event.SlideIngested;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import java.time.Instant;
import java.util.Objects;

/**
 * A slide whose patches are stored and can be scored.
 *
 * @param index one line a patch
 * @param geometry how the patches lie on the slide
 * @param patches lines of the index
 * @param purpose a slide for scoring is scored without being asked for
 * @param priority of that scoring: the higher, the sooner
 */
public record AnnouncedSlide(
        SlideId slideId,
        CaseId caseId,
        ExtractionId extractionId,
        ObjectRef index,
        SlideGeometry geometry,
        int patches,
        Purpose purpose,
        int priority,
        Instant announcedAt) {

    static AnnouncedSlide from(SlideIngested event, Instant announcedAt) {
        return new AnnouncedSlide(
                event.slideId(),
                event.caseId(),
                event.extractionId(),
                event.index(),
                SlideGeometry.of(event),
                event.stored(),
                event.purpose(),
                Objects.requireNonNullElse(event.priority(), 0),
                announcedAt);
    }
}
