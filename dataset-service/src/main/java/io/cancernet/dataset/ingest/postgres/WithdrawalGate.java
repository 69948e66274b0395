package io.cancernet.dataset.ingest.postgres;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.postgres.Sql;

/**
 * Keeps what is being deleted, or was erased because a patient withdrew, from coming back by an ingest that went on
 * meanwhile. Used within the caller's transaction.
 */
final class WithdrawalGate {

    private final Sql sql;

    WithdrawalGate(Sql sql) {
        this.sql = sql;
    }

    /** Whoever deletes slides of the case waits until the caller commits, and the caller for them. */
    void lock(CaseId caseId) {
        sql.any("select 1 from pg_advisory_xact_lock(hashtext(?))", "case." + caseId);
    }

    /** Returns while the ingest is not withdrawn. @throws DomainException {@code conflict} */
    void requireWanted(IngestId ingest) {
        if (sql.any("select 1 from ingest where ingest_id = ? and withdrawn", ingest.value())) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "A slide or case of it was erased: the patient withdrew. Submit what else it holds again, without that.");
        }
    }

    /** Returns when the slide may come in. @throws DomainException {@code conflict} */
    void requireOpen(IngestId ingest, SlideId slide, CaseId caseId) {
        requireWanted(ingest);
        if (sql.any("select 1 from slide_deletion where slide_id = ? and finished_at is null", slide.value())) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "The slide %s is being deleted. Submit it again once it is gone.".formatted(slide));
        }
        if (erasedSince(ingest, slide, caseId)) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "The slide %s was erased after it was submitted: the patient withdrew. Submit what else the source holds again, without that."
                            .formatted(slide));
        }
    }

    /** Notes that objects of an extraction may be stored. */
    void claim(IngestId ingest, SlideId slide, CaseId caseId, ExtractionId extraction) {
        sql.update(
                "insert into extraction_begun (extraction_id, ingest_id, slide_id, case_id) values (?, ?, ?, ?)"
                        + " on conflict do nothing",
                extraction.value(),
                ingest.value(),
                slide.value(),
                caseId.value());
    }

    /** The extraction stands on record now. */
    void committed(IngestId ingest, ExtractionId extraction) {
        sql.update(
                "delete from extraction_begun where ingest_id = ? and extraction_id = ?",
                ingest.value(),
                extraction.value());
    }

    private boolean erasedSince(IngestId ingest, SlideId slide, CaseId caseId) {
        return sql.any("""
                select 1 from ingest i where i.ingest_id = ? and (
                       exists (select 1 from slide_deletion d where d.slide_id = ? and d.erased
                                  and d.requested_at >= i.created_at)
                    or exists (select 1 from erasure e where e.case_id = ? and e.requested_at >= i.created_at))""", ingest.value(), slide.value(), caseId.value());
    }
}
