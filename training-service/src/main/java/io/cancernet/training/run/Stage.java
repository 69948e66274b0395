package io.cancernet.training.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a running run is at. */
public enum Stage {
    WAITING_FOR_PATCHES,
    LOADING,
    TRAINING,
    EVALUATING,
    STORING;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
