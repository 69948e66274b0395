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

    /** Queues the ingest of a folder or zip. @throws DomainException {@code source-not-allowed} */
    public Ingest submit(Submission submission) {
        sources.requireAllowed(submission.uri());
        return queue(newId(), submission);
    }

    /** Queues the ingest of an archive that comes along, read to its end. */
    public Ingest submit(Submission submission, InputStream archive) {
        IngestId id = newId();
        uploads.keep(id, archive);
        try {
            return queue(id, submission);
        } catch (RuntimeException e) {
            uploads.forget(id);
            throw e;
        }
    }

    /** One ingest. @throws DomainException {@code not-found} */
    public Ingest get(IngestId id) {
        return ledger.find(id)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "There is no ingest %s. GET /api/v1/ingests lists those there are.".formatted(id)));
    }

    public Page<Ingest> list(PageRequest page) {
        return ledger.list(page);
    }

    /** The files that an ingest did not store. @throws DomainException {@code not-found} */
    public Page<QuarantinedFile> quarantine(IngestId id, PageRequest page) {
        get(id);
        return ledger.quarantine(id, page);
    }

    private Ingest queue(IngestId id, Submission submission) {
        Ingest ingest = Ingest.queued(id, submission, now());
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
