package io.cancernet.dataset.ingest;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is made of a split that the source itself has. */
public enum SourceSplit {
    KEEP,
    IGNORE;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
