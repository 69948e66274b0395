package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.job.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Knows which slides native code is reading, so that a slide which ends the process does so a few times only. An attempt
 * is noted before native code sees the slide and struck out when it has ended in any way but with the process.
 */
@ApplicationScoped
class NativeAttempts {

    /** One may be a coincidence: a machine that went down, a process that was killed. */
    private static final int MAX_LOST = 2;

    private static final Logger LOG = Logger.getLogger(NativeAttempts.class);

    private final IngestLedger ledger;
    /** An attempt that this very process noted did not end it. */
    private final String process = UUID.randomUUID().toString();

    NativeAttempts(IngestLedger ledger) {
        this.ledger = ledger;
    }

    /** Notes an attempt. @throws DomainException {@code slide-unreadable} after two that ended their process */
    void begin(Lease lease, IngestId ingest) {
        if (ledger.beginNative(lease, ingest, process) >= MAX_LOST) {
            throw new DomainException(
                    ErrorCode.SLIDE_UNREADABLE,
                    "Reading the slide ended the process twice, as damaged slides can do in OpenSlide's native code. Export it again; if the service was stopped hard for another reason, submit it again.");
        }
    }

    /** Strikes out an attempt that has ended; one that was never noted is no error. */
    void ended(IngestId ingest) {
        try {
            ledger.endNative(ingest, process);
        } catch (RuntimeException e) {
            // It is known by this process' name, which takes it up again or not at all.
            LOG.debugf("the end of an attempt was not noted: %s", e.getMessage());
        }
    }
}
