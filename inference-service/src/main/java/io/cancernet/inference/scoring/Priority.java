package io.cancernet.inference.scoring;

import java.util.Locale;

/** Whose images the network computes first, the first of these before the others. */
public enum Priority {
    /** Somebody waits for the answer of an HTTP request. */
    INTERACTIVE,
    /** Queued patches of an urgent request. */
    URGENT,
    /** Other queued patches. */
    NORMAL;

    String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
