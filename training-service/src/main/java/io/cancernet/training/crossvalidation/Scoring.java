package io.cancernet.training.crossvalidation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a patch is scored by. */
public enum Scoring {
    /** The patch alone, as the model sees it. */
    SINGLE_PATCHES,
    /** The patch and its neighbours on the slide's grid, by Gaussian smoothing of the logits. */
    CONTEXT_SMOOTHED;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
