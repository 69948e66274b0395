package io.cancernet.common.patch;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;

/**
 * A line of a dataset's manifest: one patch with all that training needs of it.
 *
 * @param x left edge in level-0 pixels of the slide (in a patch archive: as its file names say)
 * @param y top edge in the same pixels
 * @param width of the patch image in pixels
 * @param height of the patch image in pixels
 * @param label 1 for disease, 0 for none
 */
public record ManifestLine(
        Split split,
        CaseId caseId,
        SlideId slideId,
        ExtractionId extractionId,
        PatchId patchId,
        int x,
        int y,
        int width,
        int height,
        int label,
        PatchLocation image) {

    public ManifestLine {
        Labels.requireBinary(label);
    }
}
