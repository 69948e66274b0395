package io.cancernet.common.event;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import java.time.Instant;
import java.util.Locale;

/**
 * A scoring request ended without results.
 *
 * @param ended how it came to that
 * @param announced patches that were to be scored
 * @param scored patches that were scored all the same
 * @param code stable error code
 * @param reason what was wrong and what to do
 */
public record SlideUnscored(
        RequestId requestId,
        SlideId slideId,
        CaseId caseId,
        ExtractionId extractionId,
        ModelVersion model,
        End ended,
        int announced,
        int scored,
        String code,
        String reason,
        Instant endedAt)
        implements Event {

    /** How a request ends without results. */
    public enum End {
        /** The slide was ingested for scoring and does not fit the live model. */
        REFUSED,
        /** Its patches cannot be queued, or its results cannot be written. */
        FAILED,
        /** Somebody cancelled it. */
        CANCELLED;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Topic topic() {
        return Topic.SLIDES_UNSCORED;
    }

    @Override
    public String key() {
        return requestId.value();
    }

    @Override
    public String eventId() {
        return requestId + "-" + ended.slug();
    }
}
