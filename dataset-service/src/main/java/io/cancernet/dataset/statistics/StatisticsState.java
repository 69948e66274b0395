package io.cancernet.dataset.statistics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the statistics of a dataset stand. */
public enum StatisticsState {
    PENDING,
    READY,
    FAILED;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
