package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;

/** The ways in which a DICOM slide is refused. Reasons hold numbers and our own words, never values of the file. */
final class Refusal {

    private Refusal() {}

    static DomainException unreadable(String reason) {
        return new DomainException(ErrorCode.SLIDE_UNREADABLE, damaged(reason));
    }

    static DomainException unreadable(String reason, RuntimeException cause) {
        return new DomainException(ErrorCode.SLIDE_UNREADABLE, damaged(reason), cause);
    }

    static DomainException unsupported(String reason) {
        return new DomainException(ErrorCode.SLIDE_UNSUPPORTED, "The DICOM slide cannot be read here: " + reason);
    }

    static DomainException tooLarge(String reason) {
        return new DomainException(
                ErrorCode.SLIDE_TOO_LARGE, "The DICOM slide is too large: %s. Check its header.".formatted(reason));
    }

    static DomainException notTissue(String reason) {
        return new DomainException(
                ErrorCode.SLIDE_NOT_TISSUE,
                "%s, and it can show a patient's name. Submit the VOLUME images of the slide, and erase this one."
                        .formatted(reason));
    }

    private static String damaged(String reason) {
        return "The DICOM slide is damaged or cut short: %s. Export it again.".formatted(reason);
    }
}
