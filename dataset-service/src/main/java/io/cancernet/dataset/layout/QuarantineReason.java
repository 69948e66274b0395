package io.cancernet.dataset.layout;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a file could not be used. The codes are stable. */
public enum QuarantineReason {
    /** Its name or its first bytes say that it is neither PNG nor JPEG. */
    NOT_AN_IMAGE,
    /** It begins as an image but is cut short, damaged or of an unsupported kind. */
    UNDECODABLE_IMAGE,
    /** Its header announces more pixels, or the file has more bytes, than a patch may have. */
    IMAGE_TOO_LARGE,
    NAME_NOT_PARSED,
    FOLDER_AND_NAME_DISAGREE,
    /** Another file has the same place, label and bytes; that one is stored. */
    DUPLICATE_PATCH,
    /** Files contradict each other: one place with several labels or bytes, or one slide of several kinds. None is stored. */
    CONFLICTING_PATCH,
    /** The file system or archive does not give it out. */
    UNREADABLE,
    /** A cell of a whole slide's grid with too little tissue. */
    BACKGROUND,
    /** A cell with marks of a pen. */
    PEN,
    /** A cell that is out of focus. */
    BLURRED;

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
