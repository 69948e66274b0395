package io.cancernet.common.event;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import org.jspecify.annotations.Nullable;

/**
 * A slide's patches are stored: in = stored + quarantined.
 *
 * @param index the extraction's index file
 * @param mpp resolution of the patches
 * @param patchWidth nominal width of a patch in pixels; border patches may be smaller
 * @param patchHeight nominal height of a patch in pixels
 * @param slideWidth width of level 0 in pixels; absent for a patch archive, whose slide nobody has
 * @param slideHeight height of level 0 in pixels
 * @param slideMpp resolution of level 0: a patch covers {@code patchWidth * mpp / slideMpp} of its pixels
 * @param ingestId the submission that brought the slide
 * @param priority of the submission: the higher, the sooner; above 0 its scoring goes ahead of others; 0 unless given
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
        int patchHeight,
        @Nullable Integer slideWidth,
        @Nullable Integer slideHeight,
        @Nullable MicronsPerPixel slideMpp,
        @Nullable IngestId ingestId,
        @Nullable Integer priority)
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
        return purpose == Purpose.SCORING ? extractionId + "-" + purpose.slug() : extractionId.value();
    }
}
