package io.cancernet.common.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a slide was submitted for. */
public enum Purpose {
    DATASET,
    SCORING;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
