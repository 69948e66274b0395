package io.cancernet.dataset.deletion.postgres;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.AuditTrail;
import io.cancernet.common.event.SlideDeleted;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.outbox.Outbox;
import io.cancernet.dataset.deletion.DeletionWork;
import io.cancernet.dataset.deletion.SlideDeletion;
import io.cancernet.dataset.upload.UploadId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The worker's side of deletions in Postgres. */
@ApplicationScoped
class PostgresDeletionWork implements DeletionWork {

    private static final String OF_SLIDE = """
            (select ingest_id from ingest_slide where slide_id = ?1 union
             select ingest_id from extraction_begun where slide_id = ?1)""";

    private final Statements statements;
    private final SlideMarks marks;
    private final LeasedJobs jobs;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Clock clock = Clock.systemUTC();

    PostgresDeletionWork(EntityManager entities, LeasedJobs jobs, Outbox outbox, AuditTrail audit) {
        this.statements = new Statements(entities);
        this.marks = new SlideMarks(statements, jobs);
        this.jobs = jobs;
        this.outbox = outbox;
        this.audit = audit;
    }

    @Override
    @Transactional
    public Optional<SlideDeletion> find(long deletion) {
        return marks.find(deletion);
    }

    @Override
    @Transactional
    public boolean ingestGoesOn(SlideId slide) {
        return statements.any("select 1 " + ReferenceQueries.GOING_ON_OF_SLIDE, slide.value());
    }

    @Override
    @Transactional
    public List<ExtractionId> extractions(SlideId slide) {
        return statements
                .strings(
                        "select extraction_id from extraction where slide_id = ?1 union"
                                + " select extraction_id from extraction_begun where slide_id = ?1 order by 1",
                        slide.value())
                .stream()
                .map(ExtractionId::new)
                .toList();
    }

    @Override
    @Transactional
    public boolean ended(IngestId ingest) {
        return !statements.any(
                "select 1 from ingest where ingest_id = ?1 and state in ('SUBMITTED', 'INGESTING')", ingest.value());
    }

    @Override
    @Transactional
    public List<UploadId> uploads(IngestId ingest) {
        return statements
                .strings("select upload_id from ingest_upload where ingest_id = ?1 order by 1", ingest.value())
                .stream()
                .map(UploadId::new)
                .toList();
    }

    @Override
    @Transactional
    public void scrub(Lease lease, IngestId ingest) {
        jobs.guard(lease);
        boolean others = statements.any(
                "select 1 from ingest_slide i join slide s on s.slide_id = i.slide_id"
                        + " where i.ingest_id = ?1 and s.state = 'INGESTED'",
                ingest.value());
        if (!others) {
            Withdrawals.scrub(statements, ingest.value());
        }
        jobs.complete(lease);
    }

    @Override
    @Transactional
    public List<IngestId> ingestsOfOnly(SlideId slide) {
        return statements
                .strings(
                        "select i.ingest_id from " + OF_SLIDE + " i where not exists (select 1 from ingest_slide s"
                                + " where s.ingest_id = i.ingest_id and s.slide_id <> ?1) and not exists"
                                + " (select 1 from extraction_begun b where b.ingest_id = i.ingest_id and b.slide_id <> ?1)"
                                + " order by 1",
                        slide.value())
                .stream()
                .map(IngestId::new)
                .toList();
    }

    @Override
    @Transactional
    public List<DatasetVersion> datasets(SlideId slide) {
        return statements
                .rows(
                        "select distinct name, version from dataset_slide where slide_id = ?1 order by name, version",
                        slide.value())
                .stream()
                .map(row -> new DatasetVersion(row.get(0, String.class), row.get(1, Integer.class)))
                .toList();
    }

    @Override
    @Transactional
    public void finish(
            Lease lease, SlideDeletion deletion, List<ExtractionId> extractions, List<DatasetVersion> datasets) {
        jobs.guard(lease);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        deleteRows(deletion.slideId());
        statements.update("update slide_deletion set finished_at = ?2 where id = ?1", deletion.id(), now);
        statements.update("delete from slide_deletion where id = ?1 and not erased", deletion.id());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("caseId", deletion.caseId());
        details.put("extractions", extractions);
        details.put("requestedAt", deletion.requestedAt());
        if (deletion.erased()) {
            details.put("datasets", datasets);
        }
        if (deletion.erasureId() != null) {
            details.put("erasureId", deletion.erasureId());
        }
        audit.add(AuditEntry.done(
                now,
                deletion.grounds().by(),
                deletion.erased() ? "slide-erased" : "slide-deleted",
                deletion.slideId().value(),
                deletion.grounds().reason(),
                details));
        outbox.add(new SlideDeleted(deletion.slideId(), extractions, deletion.erased(), datasets, now));
        jobs.complete(lease);
    }

    private void deleteRows(SlideId slide) {
        String id = slide.value();
        for (IngestId ingest : ingestsOfOnly(slide)) {
            Withdrawals.scrub(statements, ingest.value());
        }
        // Files that were put aside are known by case; another slide of it in the same ingest keeps them.
        statements.update("""
                delete from quarantined_file q using ingest_slide s
                 where s.slide_id = ?1 and q.ingest_id = s.ingest_id and q.case_id = s.case_id and not exists (
                       select 1 from ingest_slide other where other.ingest_id = s.ingest_id
                          and other.case_id = s.case_id and other.slide_id <> s.slide_id)""", id);
        statements.update("delete from ingest_slide where slide_id = ?1", id);
        statements.update("delete from extraction_begun where slide_id = ?1", id);
        statements.update("delete from dataset_slide where slide_id = ?1", id);
        statements.update("delete from slide where slide_id = ?1", id);
        statements.update("delete from extraction where slide_id = ?1", id);
    }

    @Override
    @Transactional
    public void complete(Lease lease) {
        jobs.complete(lease);
    }

    @Override
    @Transactional
    public void fail(Lease lease, long deletion, String failure) {
        statements.update("update slide_deletion set failure = ?2 where id = ?1", deletion, failure);
        jobs.complete(lease);
    }

    @Override
    public void putOff(Lease lease, Duration pause, String reason) {
        jobs.putOff(lease, pause, reason);
    }
}
