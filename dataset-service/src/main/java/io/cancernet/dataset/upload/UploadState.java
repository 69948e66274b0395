package io.cancernet.dataset.upload;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an upload is. */
public enum UploadState {
    /** Parts are being sent. */
    OPEN,
    /** All of it is there and checked. */
    COMPLETE,
    /** It is being removed, or waits for that. */
    DELETING;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
