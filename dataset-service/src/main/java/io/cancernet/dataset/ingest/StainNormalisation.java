package io.cancernet.dataset.ingest;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How colours of stained tissue are made alike, if at all. */
public enum StainNormalisation {
    NONE,
    MACENKO,
    REINHARD;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
