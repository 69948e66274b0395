package io.cancernet.dataset.view;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a viewer is shown. */
public enum ViewKind {
    /** The original, at its full resolution. */
    SLIDE,
    /** The stored patches at their places, white where there is none. */
    MOSAIC;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
