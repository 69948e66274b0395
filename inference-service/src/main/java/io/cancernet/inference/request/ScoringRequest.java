package io.cancernet.inference.request;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All patches of one extraction of a slide, to be scored by one model version. Finished when scored + failed =
 * announced.
 *
 * @param index of the extraction
 * @param announced patches to be scored
 * @param failed patches that cannot be scored; they are in the dead letters with the reason
 * @param positive patches that count as positive
 * @param error why the request failed whole; only with {@link State#FAILED}
 */
public record ScoringRequest(
        RequestId requestId,
        SlideId slideId,
        CaseId caseId,
        ExtractionId extractionId,
        ObjectRef index,
        ModelVersion model,
        State state,
        int announced,
        int scored,
        int failed,
        int positive,
        @Nullable Failure error,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** How far a request is. */
    public enum State {
        /** Its patches are being queued. */
        QUEUEING,
        SCORING,
        FINISHED,
        /** Its patches could not be queued, such as when its index is gone. */
        FAILED;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a request failed: a stable code, and words. */
    public record Failure(String code, String detail) {}
}
