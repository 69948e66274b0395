package io.cancernet.training.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a model stands on its way from training to retirement. */
public enum ModelStage {
    /** It never held a slot. */
    CANDIDATE,
    /** It scores beside the live model, unpublished. */
    SHADOW,
    LIVE,
    /** It held a slot and holds none any more. */
    RETIRED;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
