package io.cancernet.dataset.dataset;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of patches that are smaller than the rest because they lie at a slide's border. */
public enum BorderPatches {
    KEEP,
    DROP;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
