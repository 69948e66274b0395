package io.cancernet.training.deletion;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.job.Lease;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import java.util.Map;
import java.util.Optional;

/**
 * The deletions on record. What is deleted goes off the record in the same transaction, so that nobody takes it up again;
 * its files are removed by a job afterwards.
 */
public interface DeletionLedger {

    /**
     * Takes a model off the record.
     *
     * @return empty when there is no such model
     * @throws io.cancernet.common.error.DomainException {@code still-referenced} saying by whom
     */
    Optional<Deletion> delete(ModelVersion model, DeletionRequest request);

    /**
     * Takes a run off the record.
     *
     * @return empty when there is no such run
     * @throws io.cancernet.common.error.DomainException {@code conflict} while it goes on, {@code still-referenced}
     *     saying by whom
     */
    Optional<Deletion> delete(RunId run, DeletionRequest request);

    Optional<Deletion> find(Subject subject);

    /** The deletion whose files a removal is about; empty of an import that came to nothing. */
    Optional<Deletion> findByFolder(String folder);

    /** Deletions, newest first. */
    Page<Deletion> list(PageRequest page);

    /** Adds hashes to the record, before the files are gone. @throws io.cancernet.common.job.StaleLeaseException */
    void record(Lease lease, Map<String, Sha256> files);

    /** Ends the removal. @throws io.cancernet.common.job.StaleLeaseException when another worker has it */
    void finish(Lease lease);

    /** Puts a removal off that failed for reasons of its own. */
    void putOff(Lease lease);
}
