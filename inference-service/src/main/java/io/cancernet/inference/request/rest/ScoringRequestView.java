package io.cancernet.inference.request.rest;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.inference.request.ScoringRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A scoring request as REST answers it. */
public record ScoringRequestView(
        RequestId requestId,
        SlideId slideId,
        CaseId caseId,
        ExtractionId extractionId,
        ScoringRequest.Origin origin,
        int priority,
        ModelVersion model,
        ScoringRequest.State state,
        int queued,
        int announced,
        int scored,
        int failed,
        int positive,
        ScoringRequest.@Nullable Failure error,
        Instant createdAt,
        @Nullable Instant finishedAt,
        String notice) {

    public static ScoringRequestView from(ScoringRequest request) {
        return new ScoringRequestView(
                request.requestId(),
                request.slideId(),
                request.caseId(),
                request.extractionId(),
                request.origin(),
                request.priority(),
                request.model(),
                request.state(),
                request.queued(),
                request.announced(),
                request.scored(),
                request.failed(),
                request.positive(),
                request.error(),
                request.createdAt(),
                request.finishedAt(),
                PatchScored.NOTICE);
    }
}
