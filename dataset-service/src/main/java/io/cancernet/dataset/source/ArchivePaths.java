package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.util.regex.Pattern;

/** The paths that entries of an archive may have: relative ones that stay below its root. */
final class ArchivePaths {

    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private ArchivePaths() {}

    /**
     * The path below the root, with slashes.
     *
     * @param number of the entry in the archive, from 1: the path itself may name a patient
     * @throws DomainException {@code unsafe-archive-path}
     */
    static String below(String path, int number) {
        boolean absolute = path.startsWith("/")
                || path.startsWith("\\")
                || DRIVE.matcher(path).matches();
        boolean climbing = SEPARATOR.splitAsStream(path).anyMatch(".."::equals);
        if (absolute || climbing || path.indexOf('\0') >= 0) {
            throw unsafe(number, "a path that leaves its root");
        }
        String plain = path.replace('\\', '/');
        while (plain.startsWith("./")) {
            plain = plain.substring(2);
        }
        return plain;
    }

    static DomainException unsafe(int number, String what) {
        return new DomainException(
                ErrorCode.UNSAFE_ARCHIVE_PATH,
                "The archive is refused: its entry number %d is %s. Make the archive anew from plain relative paths."
                        .formatted(number, what));
    }
}
