package io.cancernet.common.image;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.util.Locale;

/** Bytes that cannot become an image, with the reason why. */
public class UndecodableImageException extends DomainException {

    private static final long serialVersionUID = 1L;

    /** Why the bytes were refused. */
    public enum Reason {
        /** Neither PNG nor JPEG, or broken beyond its signature. */
        NOT_AN_IMAGE,
        /** It ends before its pixels do. */
        TRUNCATED,
        /** A checksum in it is wrong, or its data contradict its header. */
        DAMAGED,
        /** Its header announces more pixels than the limits allow. */
        TOO_LARGE,
        /** A kind of PNG or JPEG that has no plain RGB form here, such as CMYK. */
        UNSUPPORTED;

        /** The reason as it is written: {@code not-an-image}. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Reason reason;

    UndecodableImageException(Reason reason, String message) {
        super(ErrorCode.UNDECODABLE_IMAGE, message);
        this.reason = reason;
    }

    UndecodableImageException(Reason reason, String message, Throwable cause) {
        super(ErrorCode.UNDECODABLE_IMAGE, message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
