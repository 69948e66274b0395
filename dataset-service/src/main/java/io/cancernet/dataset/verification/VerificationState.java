package io.cancernet.dataset.verification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a verification stands. */
public enum VerificationState {
    QUEUED,
    RUNNING,
    /** Everything is as it was frozen. */
    PASSED,
    /** Something is not; the findings say what. */
    DAMAGED,
    /** It could not be carried out. */
    FAILED;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
