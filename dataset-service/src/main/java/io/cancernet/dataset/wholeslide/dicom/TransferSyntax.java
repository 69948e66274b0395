package io.cancernet.dataset.wholeslide.dicom;

import io.cancernet.common.error.DomainException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a data set and its pixels are written (PS3.5 section 10), of those that are read. */
enum TransferSyntax {
    IMPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2", Pixels.NATIVE),
    EXPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2.1", Pixels.NATIVE),
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", Pixels.JPEG),
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", Pixels.JPEG_2000),
    JPEG_2000("1.2.840.10008.1.2.4.91", Pixels.JPEG_2000);

    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    private static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
    private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

    private final String uid;
    private final Pixels pixels;

    TransferSyntax(String uid, Pixels pixels) {
        this.uid = uid;
        this.pixels = pixels;
    }

    boolean isExplicit() {
        return this != IMPLICIT_LITTLE_ENDIAN;
    }

    Pixels pixels() {
        return pixels;
    }

    /** @throws DomainException {@code slide-unsupported} for one that is not read */
    static TransferSyntax of(Optional<String> stated) {
        String uid = stated.orElseThrow(() -> Refusal.unreadable("it states no transfer syntax"));
        return Stream.of(values())
                .filter(each -> each.uid.equals(uid))
                .findFirst()
                .orElseThrow(() -> unsupported(uid));
    }

    private static DomainException unsupported(String uid) {
        String what =
                switch (uid) {
                    case DEFLATED -> "it is deflated as a whole (%s), which allows no access by region".formatted(uid);
                    case BIG_ENDIAN -> "it is big endian (%s), which DICOM has retired".formatted(uid);
                    default ->
                        "its transfer syntax is %s".formatted(UID.matcher(uid).matches() ? uid : "no UID");
                };
        List<String> readable = Stream.of(values()).map(each -> each.uid).toList();
        return Refusal.unsupported("%s. Convert it to one of %s.".formatted(what, String.join(", ", readable)));
    }

    /** How frames are compressed. */
    enum Pixels {
        NATIVE,
        JPEG,
        JPEG_2000
    }
}
