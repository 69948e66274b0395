package io.cancernet.dataset.ingest;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/** How far a submission is. What becomes of its slides later is told by {@link io.cancernet.dataset.slide.SlideState}. */
public enum IngestState {
    SUBMITTED,
    INGESTING,
    INGESTED,
    /** Refused, with the reason. Slides of an archive that were done before stay. */
    REJECTED;

    /** Whether work on a submission in this state can lead to the other. An interrupted one begins again. */
    public boolean leadsTo(IngestState next) {
        return switch (this) {
            case SUBMITTED -> Set.of(INGESTING, REJECTED).contains(next);
            case INGESTING -> Set.of(INGESTING, INGESTED, REJECTED).contains(next);
            case INGESTED, REJECTED -> false;
        };
    }

    public boolean ended() {
        return this == INGESTED || this == REJECTED;
    }

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
