package io.cancernet.inference.predict;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * An image file to be scored.
 *
 * @param name by which its answer is told from the others'
 * @param content brings the bytes of a PNG or JPEG, when they are needed
 */
public record ImageFile(String name, Supplier<byte[]> content) {

    /** A file that came as text. */
    public static ImageFile ofBase64(String name, String text) {
        return new ImageFile(name, () -> {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw new DomainException(ErrorCode.UNDECODABLE_IMAGE, "the image is no base64", e);
            }
        });
    }
}
