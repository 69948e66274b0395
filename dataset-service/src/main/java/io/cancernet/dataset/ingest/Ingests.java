package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.layout.QuarantinedFile;
import io.cancernet.dataset.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Taking ingests in and telling how they stand; the work itself is done by {@link IngestJob}. */
@ApplicationScoped
public class Ingests {

    private final IngestLedger ledger;
    private final Sources sources;
    private final Uploads uploads;
    private final Clock clock = Clock.systemUTC();

    Ingests(IngestLedger ledger, Sources sources, Uploads uploads) {
        this.ledger = ledger;
        this.sources = sources;
        this.uploads = uploads;
    }

    /** Queues what a URI names. @throws DomainException {@code source-not-allowed} */
    public Ingest submit(Submission submission) {
        requireAllowed(submission);
        return queue(Ingest.submitted(newId(), submission, now()));
    }

    /** Queues an archive or slide that comes along, read to its end. */
    public Ingest submit(Submission submission, InputStream file) {
        IngestId id = newId();
        uploads.keep(id, file);
        try {
            return queue(Ingest.submitted(id, submission, now()));
        } catch (RuntimeException e) {
            uploads.forget(id);
            throw e;
        }
    }

    /**
     * Queues what a submission event names, under the sender's id; the same id again changes nothing. A source that
     * must not be read is recorded and announced as rejected: the sender is told as it is of every other rejection.
     */
    public void submit(IngestId id, Submission submission) {
        Ingest ingest = Ingest.submitted(id, submission, now());
        try {
            requireAllowed(submission);
        } catch (DomainException e) {
            ledger.refuse(ingest, new Ingest.Rejection(e.code().slug(), String.valueOf(e.getMessage())));
            return;
        }
        ledger.submit(ingest);
    }

    /** One ingest. @throws DomainException {@code not-found} */
    public Ingest get(IngestId id) {
        return ledger.find(id)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "There is no ingest %s. GET /api/v1/ingests lists those there are.".formatted(id)));
    }

    public Page<Ingest> list(Optional<IngestState> state, PageRequest page) {
        return ledger.list(state, page);
    }

    /** What an ingest made of each slide. @throws DomainException {@code not-found} */
    public Page<SlideOutcome> slides(IngestId id, PageRequest page) {
        get(id);
        return ledger.slides(id, page);
    }

    /** The files that an ingest did not store. @throws DomainException {@code not-found} */
    public Page<QuarantinedFile> quarantine(IngestId id, PageRequest page) {
        get(id);
        return ledger.quarantine(id, page);
    }

    private void requireAllowed(Submission submission) {
        sources.requireAllowed(submission.uri());
        if (submission.regions() != null) {
            sources.requireAllowed(submission.regions().uri());
        }
    }

    private Ingest queue(Ingest ingest) {
        ledger.submit(ingest);
        return ingest;
    }

    private IngestId newId() {
        return new IngestId(Identifiers.stamped(now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
