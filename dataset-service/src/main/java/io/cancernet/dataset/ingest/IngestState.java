package io.cancernet.dataset.ingest;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an ingest is. */
public enum IngestState {
    QUEUED,
    RUNNING,
    FINISHED,
    /** Refused whole: nothing of it is stored. */
    REJECTED;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
