package io.cancernet.dataset.patch.rest;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.patch.Split;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.patch.StoredPatch;
import org.jspecify.annotations.Nullable;

/** A patch as REST tells it. */
record PatchResponse(
        PatchId patchId,
        SlideId slideId,
        CaseId caseId,
        ExtractionId extractionId,
        int x,
        int y,
        int width,
        int height,
        MicronsPerPixel mpp,
        @Nullable Integer label,
        @Nullable Split sourceSplit,
        PatchLocation image) {

    static PatchResponse from(StoredPatch patch) {
        IndexLine line = patch.line();
        return new PatchResponse(
                line.patchId(),
                patch.slide().slideId(),
                patch.slide().caseId(),
                patch.slide().extractionId(),
                line.x(),
                line.y(),
                line.width(),
                line.height(),
                patch.slide().mpp(),
                line.label(),
                line.sourceSplit(),
                line.image());
    }
}
