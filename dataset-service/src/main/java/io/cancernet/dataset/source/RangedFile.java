package io.cancernet.dataset.source;

import java.io.IOException;

/** A file on another machine that is read by ranges, pinned to the version that was opened. Thread-safe. */
public interface RangedFile {

    /** Path below the source's root, with slashes. */
    String name();

    long length();

    /**
     * Fetches a range whole.
     *
     * @throws SourceChangedException when the file is no longer what was opened
     * @throws IOException when it cannot be had, caused by an {@link io.cancernet.common.error.Outage} when that may
     *     pass
     */
    byte[] fetch(long position, int length) throws IOException;
}
