package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;

/**
 * What a source may hold at most; more is refused before anything of it is stored.
 *
 * @param maxFiles number of files
 * @param maxTotalBytes bytes of all files, unpacked
 * @param maxRatio unpacked to packed bytes, of an archive and of each file in it; PNGs hardly shrink, so a large
 *     ratio means a bomb
 */
public record SourceLimits(int maxFiles, long maxTotalBytes, int maxRatio) {

    /** Small things compress by any ratio without harm: below this many bytes it is not looked at. */
    private static final long RATIO_MATTERS_FROM = 1 << 20;

    public SourceLimits {
        if (maxFiles < 1 || maxTotalBytes < 1 || maxRatio < 1) {
            throw new IllegalArgumentException("source limits must be positive");
        }
    }

    /** Checks a number of files. @throws DomainException {@code archive-too-large} */
    public void checkFiles(int files) {
        if (files > maxFiles) {
            throw tooLarge("it holds more than %d files".formatted(maxFiles));
        }
    }

    void checkTotal(long bytes) {
        if (bytes > maxTotalBytes) {
            throw tooLarge("unpacked it has more than %d bytes".formatted(maxTotalBytes));
        }
    }

    void checkRatio(String what, long unpacked, long packed) {
        if (unpacked > RATIO_MATTERS_FROM && unpacked / Math.max(1, packed) >= maxRatio) {
            throw tooLarge("%s grows more than %d times when unpacked".formatted(what, maxRatio));
        }
    }

    static DomainException tooLarge(String why) {
        return new DomainException(
                ErrorCode.ARCHIVE_TOO_LARGE,
                "The source is refused as too large: %s. Check it, split it, or raise cancernet.ingest.limits."
                        .formatted(why));
    }
}
