package io.cancernet.dataset.wholeslide;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;

/** The refusal of files that are more than one slide. */
public final class SeveralSlides {

    private SeveralSlides() {}

    public static DomainException refused() {
        return new DomainException(
                ErrorCode.SLIDE_UNSUPPORTED,
                "The folder or archive holds several slides, and one is ingested at a time. Submit each by itself.");
    }
}
