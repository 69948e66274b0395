package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import java.io.IOException;

/** Opens archives by what they are, told from their first bytes and never from their names. */
final class Archives {

    private static final String MESSAGE =
            "The source is no archive that can be read: %s. Give a folder, or a whole zip, tar or tar.gz.";

    private Archives() {}

    /**
     * Opens an archive, which the source closes, as this does when it refuses.
     *
     * @throws DomainException when it is none, damaged, or refused as a whole
     */
    static PatchSource open(FileBytes archive, SourceLimits limits) {
        try {
            return openByStart(archive, limits);
        } catch (IOException e) {
            archive.close();
            throw unreadable(
                    "it is damaged or cut short (%s)"
                            .formatted(SourceFaults.ofOneFile(e).getMessage()),
                    e);
        } catch (RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    /** Whether a file begins as an archive. */
    static boolean begins(FileBytes file) throws IOException {
        byte[] start = file.read(0, (int) Math.min(TarWalk.BLOCK, file.length()));
        return startsWith(start, 'P', 'K') || startsWith(start, 0x1f, 0x8b) || TarWalk.begins(start);
    }

    private static PatchSource openByStart(FileBytes archive, SourceLimits limits) throws IOException {
        byte[] start = archive.read(0, (int) Math.min(TarWalk.BLOCK, archive.length()));
        if (startsWith(start, 'P', 'K')) {
            return ZipSource.open(archive, limits);
        }
        if (startsWith(start, 0x1f, 0x8b) && TarGzSource.holdsTar(archive)) {
            return TarGzSource.open(archive, limits);
        }
        if (TarWalk.begins(start)) {
            return TarSource.open(archive, limits);
        }
        throw new DomainException(
                ErrorCode.SOURCE_UNREADABLE, MESSAGE.formatted("its first bytes are those of no archive"));
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    private static DomainException unreadable(String why, Exception cause) {
        return new DomainException(ErrorCode.SOURCE_UNREADABLE, MESSAGE.formatted(why), cause);
    }
}
