package io.cancernet.dataset.deletion;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.SlideId;
import java.util.Optional;

/**
 * Takes wishes for deletion on record. Each method is one transaction, which leaves a job for what lies in the object
 * store.
 */
public interface DeletionLedger {

    /**
     * Marks a slide as on its way out, so that nothing new refers to it. One that is on its way already stays so.
     *
     * @throws io.cancernet.common.error.DomainException {@code still-referenced} or {@code not-found}
     */
    SlideDeletion delete(SlideId slide, Grounds grounds);

    /**
     * The same whatever refers to the slide; ingests of it that wait or go on are withdrawn.
     *
     * @throws io.cancernet.common.error.DomainException {@code not-found}
     */
    SlideDeletion erase(SlideId slide, Grounds grounds);

    /** Erases all slides of a case, those half ingested too, and withdraws submissions of it. */
    Erasure eraseCase(CaseId caseId, Grounds grounds);

    Optional<Erasure> findErasure(String erasureId);

    /**
     * Takes a dataset version off the record.
     *
     * @throws io.cancernet.common.error.DomainException {@code still-referenced} or {@code not-found}
     */
    void delete(DatasetVersion dataset, Grounds grounds);
}
