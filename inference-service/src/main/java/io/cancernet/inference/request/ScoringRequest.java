package io.cancernet.inference.request;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.inference.slide.AnnouncedSlide;
import io.cancernet.inference.slide.SlideGeometry;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All patches of one extraction of a slide, to be scored by one model version. Complete when scored + failed =
 * announced; finished once its results are written.
 *
 * @param origin who wanted it
 * @param priority the higher, the sooner; above 0 its patches go ahead of all others
 * @param index of the extraction
 * @param geometry how the patches lie on the slide; absent of a request from before this was kept
 * @param queued patches that are queued so far
 * @param announced patches to be scored
 * @param failed patches that cannot be scored; they are in the dead letters with the reason
 * @param positive patches that count as positive
 * @param error why it is incomplete, failed, refused or cancelled
 * @param finishedAt when it ended; absent while it goes on
 */
public record ScoringRequest(
        RequestId requestId,
        SlideId slideId,
        CaseId caseId,
        ExtractionId extractionId,
        Origin origin,
        int priority,
        ObjectRef index,
        @Nullable SlideGeometry geometry,
        ModelVersion model,
        State state,
        int queued,
        int announced,
        int scored,
        int failed,
        int positive,
        @Nullable Failure error,
        Instant createdAt,
        @Nullable Instant queuedAt,
        @Nullable Instant lastCountedAt,
        @Nullable Instant finishedAt) {

    /** Who wanted a request. */
    public enum Origin {
        /** Somebody asked by REST. */
        ASKED,
        /** The slide was ingested for scoring. */
        ANNOUNCED;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far a request is. */
    public enum State {
        /** Its patches are being queued. */
        QUEUEING,
        SCORING,
        /** All patches are scored or failed, and the results are written. */
        FINISHED,
        /** Results are written from what there was at the deadline; patches that come later still count. */
        INCOMPLETE,
        /** Its patches could not be queued, such as when its index is gone. */
        FAILED,
        /** The slide was announced for scoring and does not fit the model. */
        REFUSED,
        CANCELLED;

        private static final Set<State> GOING = Set.of(QUEUEING, SCORING);

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean goesOn() {
            return GOING.contains(this);
        }

        public boolean hasResults() {
            return this == FINISHED || this == INCOMPLETE;
        }
    }

    /** Why a request ended as it did: a stable code, and words. */
    public record Failure(String code, String detail) {}

    static ScoringRequest of(
            RequestId id, Origin origin, AnnouncedSlide slide, ModelVersion model, int priority, Instant now) {
        return new ScoringRequest(
                id,
                slide.slideId(),
                slide.caseId(),
                slide.extractionId(),
                origin,
                priority,
                slide.index(),
                slide.geometry(),
                model,
                State.QUEUEING,
                0,
                slide.patches(),
                0,
                0,
                0,
                null,
                now,
                null,
                null,
                null);
    }

    ScoringRequest refused(Failure why) {
        return new ScoringRequest(
                requestId,
                slideId,
                caseId,
                extractionId,
                origin,
                priority,
                index,
                geometry,
                model,
                State.REFUSED,
                queued,
                announced,
                scored,
                failed,
                positive,
                why,
                createdAt,
                queuedAt,
                lastCountedAt,
                createdAt);
    }

    /** Whether each patch is scored or failed. */
    public boolean isComplete() {
        return scored + failed >= announced;
    }

    /** Since when nothing was heard of its patches. */
    public Instant quietSince() {
        if (lastCountedAt != null) {
            return lastCountedAt;
        }
        return queuedAt == null ? createdAt : queuedAt;
    }
}
