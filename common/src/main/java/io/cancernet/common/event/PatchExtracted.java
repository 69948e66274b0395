package io.cancernet.common.event;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.unit.MicronsPerPixel;
import org.jspecify.annotations.Nullable;

/**
 * A patch was cut from a slide and lies in a shard.
 *
 * @param x left edge in level-0 pixels of the slide (in a patch archive: as its file names say)
 * @param y top edge in the same pixels
 * @param width of the patch image in pixels
 * @param height of the patch image in pixels
 * @param label 1 for disease, 0 for none, absent when unknown
 */
public record PatchExtracted(
        PatchId patchId,
        ExtractionId extractionId,
        SlideId slideId,
        CaseId caseId,
        int x,
        int y,
        int width,
        int height,
        MicronsPerPixel mpp,
        @Nullable Integer label,
        PatchLocation image)
        implements Event {

    public PatchExtracted {
        Labels.requireBinary(label);
    }

    @Override
    public Topic topic() {
        return Topic.PATCHES_EXTRACTED;
    }

    @Override
    public String key() {
        return patchId.value();
    }

    @Override
    public String eventId() {
        return patchId.value();
    }
}
