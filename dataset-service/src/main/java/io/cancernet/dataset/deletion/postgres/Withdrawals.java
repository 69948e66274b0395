package io.cancernet.dataset.deletion.postgres;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.SlideRejected;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.outbox.Outbox;
import io.cancernet.dataset.deletion.DeletionJobs;
import jakarta.persistence.Tuple;
import java.util.List;

/**
 * Takes back ingests whose patient withdrew. One that waits ends here; one that is worked on is marked and ends at its
 * next step, because its worker may be storing objects just now.
 */
final class Withdrawals {

    /** What is told of a withdrawn submission; without words of the submission, which can name a patient. */
    static final String WHY = "A slide or case of it was erased: the patient withdrew. Nothing of it is kept.";

    private static final String INGEST_JOB = "ingest";

    private final Statements statements;
    private final LeasedJobs jobs;
    private final Outbox outbox;

    Withdrawals(Statements statements, LeasedJobs jobs, Outbox outbox) {
        this.statements = statements;
        this.jobs = jobs;
        this.outbox = outbox;
    }

    int ofSlide(SlideId slide) {
        return withdraw(statements.rows(
                "select i.ingest_id, i.state " + ReferenceQueries.GOING_ON_OF_SLIDE + " order by 1 for update of i",
                slide.value()));
    }

    /** Those that say which case they are of, and those that have begun to store one of its slides. */
    int ofCase(String caseId) {
        return withdraw(statements.rows("""
                select i.ingest_id, i.state from ingest i where i.state in ('SUBMITTED', 'INGESTING') and (
                       i.submission::json ->> 'caseId' = ?1
                    or exists (select 1 from ingest_slide s where s.ingest_id = i.ingest_id and s.case_id = ?1)
                    or exists (select 1 from extraction_begun b where b.ingest_id = i.ingest_id and b.case_id = ?1))
                 order by 1 for update of i""", caseId));
    }

    private int withdraw(List<Tuple> ingests) {
        for (Tuple each : ingests) {
            String id = each.get(0, String.class);
            statements.update("update ingest set withdrawn = true where ingest_id = ?1", id);
            jobs.submit(DeletionJobs.KIND, DeletionJobs.ofIngest(new IngestId(id)), 1);
            if (each.get(1, String.class).equals("SUBMITTED")) {
                reject(id);
            }
        }
        return ingests.size();
    }

    private void reject(String id) {
        IngestId ingest = new IngestId(id);
        statements.update(
                "update ingest set state = 'REJECTED', started_at = coalesce(started_at, now()), finished_at = now(),"
                        + " error_code = ?2, error_detail = ?3 where ingest_id = ?1",
                id,
                ErrorCode.CONFLICT.slug(),
                WHY);
        jobs.withdraw(INGEST_JOB, id);
        outbox.add(new SlideRejected(id, ingest, ErrorCode.CONFLICT.slug(), WHY));
    }

    /** Takes the names of the source, which can be a patient's, out of an ingest that stays in the history. */
    static void scrub(Statements statements, String ingest) {
        statements.update("delete from quarantined_file where ingest_id = ?1", ingest);
        statements.update(
                "update ingest set submission = ((submission::jsonb - 'regions' - 'caseId')"
                        + " || '{\"uri\": \"deleted:source\"}'::jsonb)::text,"
                        + " error_detail = case when error_detail is null then null else ?2 end where ingest_id = ?1",
                ingest,
                "The source was deleted, and what was told of it.");
    }
}
