package io.cancernet.dataset.manifest;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is wrong with a patch in the object store. */
public enum Fault {
    /** Its shard is not there. */
    MISSING,
    /** Its shard ends before it does. */
    SHORT,
    /** Its bytes are others than its line says. */
    CHANGED;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
