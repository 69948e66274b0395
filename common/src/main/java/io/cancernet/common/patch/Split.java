package io.cancernet.common.patch;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Part of a dataset: learned from, chosen by, or looked at once. */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
