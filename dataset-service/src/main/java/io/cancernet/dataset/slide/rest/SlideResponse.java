package io.cancernet.dataset.slide.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideImage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A slide as REST tells it. */
record SlideResponse(
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
        int unlabelled,
        MicronsPerPixel mpp,
        String indexKey,
        Sha256 indexSha256,
        int patchWidth,
        int patchHeight,
        @Nullable SlideImage image,
        @Nullable Sha256 sourceSha256,
        @JsonRawValue String parameters,
        Instant createdAt) {

    static SlideResponse from(Slide slide) {
        return new SlideResponse(
                slide.slideId(),
                slide.caseId(),
                slide.extractionId(),
                slide.ingestId(),
                slide.purpose(),
                slide.in(),
                slide.stored(),
                slide.quarantined(),
                slide.negative(),
                slide.positive(),
                slide.unlabelled(),
                slide.mpp(),
                slide.index().key(),
                slide.index().sha256(),
                slide.patchWidth(),
                slide.patchHeight(),
                slide.image(),
                slide.sourceSha256(),
                slide.parameters(),
                slide.createdAt());
    }
}
