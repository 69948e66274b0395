package io.cancernet.dataset.wholeslide;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;

/** A refusal of files that lie elsewhere: the only reader of their kind wants them on this machine. */
public class NeedsLocalFilesException extends DomainException {

    private static final long serialVersionUID = 1L;

    /** @param message what to do where nobody copies them here */
    public NeedsLocalFilesException(String message) {
        super(ErrorCode.SLIDE_UNSUPPORTED, message);
    }
}
