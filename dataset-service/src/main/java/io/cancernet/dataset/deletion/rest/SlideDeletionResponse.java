package io.cancernet.dataset.deletion.rest;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.SlideId;
import io.cancernet.dataset.deletion.SlideDeletion;
import io.cancernet.dataset.slide.SlideState;
import java.time.Instant;

/** A slide on its way out, as REST tells it. */
record SlideDeletionResponse(
        SlideId slideId,
        CaseId caseId,
        SlideState state,
        boolean erased,
        String by,
        String reason,
        Instant requestedAt) {

    static SlideDeletionResponse from(SlideDeletion deletion) {
        return new SlideDeletionResponse(
                deletion.slideId(),
                deletion.caseId(),
                SlideState.DELETING,
                deletion.erased(),
                deletion.grounds().by(),
                deletion.grounds().reason(),
                deletion.requestedAt());
    }
}
