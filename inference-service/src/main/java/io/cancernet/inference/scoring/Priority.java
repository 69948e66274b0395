package io.cancernet.inference.scoring;

/** Whose images the network computes first, the first of these before the others. */
public enum Priority {
    /** Somebody waits for the answer of an HTTP request. */
    INTERACTIVE,
    /** Queued patches of an urgent request. */
    URGENT,
    /** Other queued patches. */
    NORMAL
}
