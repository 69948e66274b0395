package io.cancernet.dataset.ingest;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.wholeslide.SlideReader;

/**
 * An open whole slide, and how it is to be cut.
 *
 * @param sourceSha256 of its bytes
 * @param mpp resolution of level 0
 */
record SlideToCut(
        SlideId slideId, CaseId caseId, Sha256 sourceSha256, SlideReader reader, MicronsPerPixel mpp, CutPlan plan) {

    /** Everything that decides what the patches are, the reader included: decoders may differ in a shade. */
    ExtractionId extractionId() {
        return new ExtractionId(Hashes.identity(
                slideId.value(),
                sourceSha256.value(),
                reader.format(),
                "slide-mpp=" + mpp.value(),
                plan.tiling().text(),
                plan.labels().text()));
    }
}
