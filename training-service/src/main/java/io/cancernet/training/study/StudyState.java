package io.cancernet.training.study;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a study is. */
public enum StudyState {
    /** No run has begun. */
    QUEUED,
    RUNNING,
    /** All runs have ended, for better or worse. */
    FINISHED,
    /** It was cancelled, and all runs have ended. */
    CANCELLED;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
