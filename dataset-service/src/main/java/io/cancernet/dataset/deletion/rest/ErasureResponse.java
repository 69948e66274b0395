package io.cancernet.dataset.deletion.rest;

import io.cancernet.common.id.CaseId;
import io.cancernet.dataset.deletion.Erasure;
import java.time.Instant;
import java.util.List;

/** An erasure as REST tells it. */
record ErasureResponse(
        String erasureId,
        CaseId caseId,
        Erasure.State state,
        List<Erasure.Part> slides,
        int submissionsWithdrawn,
        String by,
        String reason,
        Instant requestedAt) {

    static ErasureResponse from(Erasure erasure) {
        return new ErasureResponse(
                erasure.erasureId(),
                erasure.caseId(),
                erasure.state(),
                erasure.slides(),
                erasure.submissions(),
                erasure.grounds().by(),
                erasure.grounds().reason(),
                erasure.requestedAt());
    }
}
