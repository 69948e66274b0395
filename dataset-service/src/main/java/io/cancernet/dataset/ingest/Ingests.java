package io.cancernet.dataset.ingest;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.job.PutOff;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.layout.QuarantinedFile;
import io.cancernet.dataset.upload.Upload;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Taking ingests in and telling how they stand; the work itself is done by {@link IngestJob}. */
@ApplicationScoped
public class Ingests {

    private final IngestLedger ledger;
    private final SourceOpener sources;
    private final Clock clock = Clock.systemUTC();

    Ingests(IngestLedger ledger, SourceOpener sources) {
        this.ledger = ledger;
        this.sources = sources;
    }

    /** Queues what a URI names. @throws DomainException {@code source-not-allowed}, {@code upload-invalid} */
    public Ingest submit(Submission submission) {
        return queue(Ingest.submitted(newId(), sources.requireAllowed(submission), now()));
    }

    /**
     * Queues an archive or slide that comes along, read to its end.
     *
     * @param fileName tells what it may be
     * @param submission gets the URI of the kept file
     */
    public Ingest submit(String fileName, InputStream file, Function<URI, Submission> submission) {
        Upload kept = sources.keep(fileName, file);
        try {
            return submit(submission.apply(kept.uri()));
        } catch (RuntimeException e) {
            sources.forget(kept.uploadId());
            throw e;
        }
    }

    /**
     * Queues what a submission event names, under the sender's id; the same id again changes nothing. A source that
     * must not be read is recorded and announced as rejected: the sender is told as it is of every other rejection.
     */
    public void submit(IngestId id, Submission submission) {
        Instant now = now();
        Submission allowed;
        try {
            allowed = sources.requireAllowed(submission);
        } catch (DomainException e) {
            ledger.refuse(
                    Ingest.submitted(id, submission, now),
                    new Ingest.Rejection(e.code().slug(), String.valueOf(e.getMessage())));
            return;
        }
        ledger.submit(Ingest.submitted(id, allowed, now));
    }

    /** One ingest. @throws DomainException {@code not-found} */
    public Ingest get(IngestId id) {
        return ledger.find(id)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "There is no ingest %s. GET /api/v1/ingests lists those there are.".formatted(id)));
    }

    /** When and why an ingest that has not ended was last put off, such as by a server that does not answer. */
    public Optional<PutOff> lastPutOff(IngestId id) {
        return ledger.lastPutOff(id);
    }

    /** The same of several, without those that were not put off. */
    public Map<IngestId, PutOff> lastPutOffs(Collection<IngestId> ids) {
        return ledger.lastPutOffs(ids);
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
