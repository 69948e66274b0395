package io.cancernet.dataset.wholeslide.tiff;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;

/** The ways to refuse a slide. What is said comes from numbers of the file, never from its texts. */
final class Refusals {

    private Refusals() {}

    static DomainException unreadable(String what) {
        return new DomainException(
                ErrorCode.SLIDE_UNREADABLE, "The slide is damaged or cut short: %s. Export it again.".formatted(what));
    }

    static DomainException unreadable(String what, Throwable cause) {
        return new DomainException(
                ErrorCode.SLIDE_UNREADABLE,
                "The slide is damaged or cut short: %s. Export it again.".formatted(what),
                cause);
    }

    static DomainException unsupported(String what) {
        return new DomainException(
                ErrorCode.SLIDE_UNSUPPORTED,
                "The slide cannot be read here: %s. Convert it to a tiled RGB TIFF with 8 bits a sample."
                        .formatted(what));
    }

    static DomainException tooLarge(String what) {
        return new DomainException(
                ErrorCode.SLIDE_TOO_LARGE,
                "The slide promises more pixels than are taken: %s. Check its header, or export a part of it."
                        .formatted(what));
    }

    static DomainException notTissue() {
        return new DomainException(
                ErrorCode.SLIDE_NOT_TISSUE,
                "The file holds only label, macro or thumbnail images. Submit the slide's scan itself.");
    }
}
