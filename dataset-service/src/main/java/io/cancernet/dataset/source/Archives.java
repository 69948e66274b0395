package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Opens archives by what they are, told from their first bytes and never from their names. */
final class Archives {

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
            if (Outage.isOutage(e)) {
                throw new Outage("the archive's store did not answer", e);
            }
            throw unreadable("it is damaged or cut short (%s)".formatted(e.getMessage()), e);
        } catch (RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private static PatchSource openByStart(FileBytes archive, SourceLimits limits) throws IOException {
        byte[] start = archive.read(0, (int) Math.min(TarWalk.BLOCK, archive.length()));
        if (startsWith(start, 'P', 'K')) {
            return ZipSource.open(archive, limits);
        }
        if (TarWalk.begins(start)) {
            return TarSource.open(archive, limits);
        }
        throw unreadable("its first bytes are those of no zip or tar", null);
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    static DomainException unreadable(String why, @Nullable Throwable cause) {
        String message = "The source is no archive that can be read: %s. Give a folder, or a whole zip, tar or tar.gz."
                .formatted(why);
        return cause == null
                ? new DomainException(ErrorCode.SOURCE_UNREADABLE, message)
                : new DomainException(ErrorCode.SOURCE_UNREADABLE, message, cause);
    }
}
