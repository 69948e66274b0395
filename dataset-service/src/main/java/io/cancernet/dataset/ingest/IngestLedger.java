package io.cancernet.dataset.ingest;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.job.Lease;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.layout.QuarantinedFile;
import io.cancernet.dataset.layout.SourceScan;
import java.util.Optional;
import java.util.Set;

/**
 * The record of ingests. Each method is one transaction; those that take a lease throw {@link
 * io.cancernet.common.job.StaleLeaseException} when it is no longer held, and change nothing then.
 */
public interface IngestLedger {

    /** Adds the ingest and its job. */
    void submit(Ingest ingest);

    Optional<Ingest> find(IngestId ingest);

    /** Newest first. */
    Page<Ingest> list(PageRequest page);

    Page<QuarantinedFile> quarantine(IngestId ingest, PageRequest page);

    /** Marks it running and returns the cases that an earlier attempt has done. */
    Set<CaseId> begin(Lease lease, IngestId ingest, SourceScan scan);

    /**
     * Adds a case with its slide and quarantined files, and announces slide and patches when the extraction is new.
     *
     * @return whether it was
     */
    boolean commit(Lease lease, IngestId ingest, CaseResult result);

    /** Ends the ingest and its job. */
    void finish(Lease lease, IngestId ingest);

    /** Ends the ingest and its job, and announces the rejection. */
    void reject(Lease lease, IngestId ingest, Ingest.Rejection why);
}
