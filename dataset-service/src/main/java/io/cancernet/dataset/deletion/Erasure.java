package io.cancernet.dataset.deletion;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.SlideId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The wish of a patient to have everything of a case gone.
 *
 * @param slides all there were of the case when it was asked for
 * @param submissions how many that waited or went on were withdrawn
 */
public record Erasure(
        String erasureId, CaseId caseId, Grounds grounds, Instant requestedAt, List<Part> slides, int submissions) {

    public Erasure {
        slides = List.copyOf(slides);
    }

    /** How far it is. */
    public enum State {
        ERASING,
        ERASED;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A slide of the case. */
    public record Part(SlideId slideId, State state) {}

    public State state() {
        return slides.stream().allMatch(slide -> slide.state() == State.ERASED) ? State.ERASED : State.ERASING;
    }
}
