package io.cancernet.dataset.source;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.error.Outage;
import java.io.IOException;
import java.util.concurrent.CancellationException;

/** What it means for an ingest that a source cannot be read. */
public final class SourceFaults {

    private SourceFaults() {}

    /**
     * Sorts out a failure to read one file.
     *
     * @return the failure when it concerns this file alone
     * @throws DomainException {@code source-changed}
     * @throws Outage when the source's store is away for now
     */
    static IOException ofOneFile(IOException failure) {
        if (Outage.isOutage(failure)) {
            throw new Outage("the source's store did not answer", failure);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("stopped while the source was read");
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SourceChangedException) {
                throw changed(failure);
            }
        }
        return failure;
    }

    /** The same where the file has not changed; a file that has is none to be quarantined. */
    static IOException ofOneFile(IOException failure, FileBytes archive) {
        requireUnchanged(archive);
        return ofOneFile(failure);
    }

    /** Checks an archive. @throws DomainException {@code source-changed} */
    static void requireUnchanged(FileBytes archive) {
        try {
            archive.requireUnchanged();
        } catch (IOException e) {
            if (Outage.isOutage(e)) {
                throw new Outage("the source's store did not answer", e);
            }
            throw changed(e);
        }
    }

    /** The refusal of a source that did not stay as it was. */
    public static DomainException changed(Exception cause) {
        return new DomainException(
                ErrorCode.SOURCE_CHANGED,
                "The source changed or went away while it was read. Slides that were done stay, nothing of others is stored. Submit it again once nothing writes to it; slides that are there are not stored twice.",
                cause);
    }
}
