package io.cancernet.dataset.slide;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of a slide once it is ingested. */
public enum SlideState {
    INGESTED,
    /** On its way out: nothing new may refer to it. */
    DELETING;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
