package io.cancernet.dataset.ingest.postgres;

import io.agroal.api.AgroalDataSource;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.SlideIngested;
import io.cancernet.common.event.SlideRejected;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.outbox.Outbox;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.extraction.ExtractionExpander;
import io.cancernet.dataset.ingest.CaseResult;
import io.cancernet.dataset.ingest.Ingest;
import io.cancernet.dataset.ingest.IngestLedger;
import io.cancernet.dataset.layout.QuarantinedFile;
import io.cancernet.dataset.layout.SourceScan;
import io.cancernet.dataset.slide.Slide;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ingests in Postgres. What is done is counted from {@code ingest_case}, so that a resumed ingest counts once. */
@ApplicationScoped
class PostgresIngestLedger implements IngestLedger {

    private static final String JOB = "ingest";

    private final Jdbc jdbc;
    private final IngestQueries queries;
    private final LeasedJobs jobs;
    private final Outbox outbox;

    PostgresIngestLedger(AgroalDataSource database, EntityManager entities, LeasedJobs jobs, Outbox outbox) {
        this.jdbc = new Jdbc(database);
        this.queries = new IngestQueries(entities);
        this.jobs = jobs;
        this.outbox = outbox;
    }

    @Override
    @Transactional
    public void submit(Ingest ingest) {
        IngestEntity.from(ingest).persist();
        jobs.submit(JOB, ingest.ingestId().value(), ingest.submission().priority());
    }

    @Override
    @Transactional
    public Optional<Ingest> find(IngestId ingest) {
        return queries.find(ingest);
    }

    @Override
    @Transactional
    public Page<Ingest> list(PageRequest page) {
        return queries.list(page);
    }

    @Override
    @Transactional
    public Page<QuarantinedFile> quarantine(IngestId ingest, PageRequest page) {
        return queries.quarantine(ingest, page);
    }

    @Override
    @Transactional
    public Set<CaseId> begin(Lease lease, IngestId ingest, SourceScan scan) {
        jobs.guard(lease);
        String id = ingest.value();
        jdbc.update("delete from quarantined_file where ingest_id = ? and case_id is null", id);
        insertQuarantined(id, null, scan.unassigned());
        jdbc.update(
                "update ingest set state = 'RUNNING', started_at = coalesce(started_at, now()), in_count = ?, slides = ?"
                        + " where ingest_id = ?",
                scan.in(),
                scan.cases().size(),
                id);
        recount(id);
        return queries.casesDone(ingest);
    }

    @Override
    @Transactional
    public boolean commit(Lease lease, IngestId ingest, CaseResult result) {
        jobs.guard(lease);
        String id = ingest.value();
        Slide slide = result.slide();
        boolean added = slide != null && insertExtraction(slide);
        if (slide != null) {
            jdbc.update(
                    "insert into slide (slide_id, case_id, extraction_id) values (?, ?, ?)"
                            + " on conflict (slide_id) do update set extraction_id = excluded.extraction_id",
                    slide.slideId().value(),
                    slide.caseId().value(),
                    slide.extractionId().value());
        }
        jdbc.update(
                "insert into ingest_case (ingest_id, case_id, extraction_id, in_count, stored, quarantined)"
                        + " values (?, ?, ?, ?, ?, ?)",
                id,
                result.caseId().value(),
                slide == null ? null : slide.extractionId().value(),
                result.in(),
                result.stored(),
                result.quarantined().size());
        insertQuarantined(id, result.caseId().value(), result.quarantined());
        recount(id);
        if (slide != null && added) {
            announce(slide);
        }
        return added;
    }

    @Override
    @Transactional
    public void finish(Lease lease, IngestId ingest) {
        recount(ingest.value());
        int finished = jdbc.update(
                "update ingest set state = 'FINISHED', finished_at = now(), slides ="
                        + " (select count(extraction_id) from ingest_case c where c.ingest_id = ingest.ingest_id),"
                        + " slides_done = (select count(extraction_id) from ingest_case c where c.ingest_id = ingest.ingest_id)"
                        + " where ingest_id = ? and in_count = stored + quarantined",
                ingest.value());
        if (finished == 0) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "Files came or went while the source was ingested. Slides that were done stay; ingest it again.");
        }
        jobs.complete(lease);
    }

    @Override
    @Transactional
    public void reject(Lease lease, IngestId ingest, Ingest.Rejection why) {
        jdbc.update(
                "update ingest set state = 'REJECTED', finished_at = now(), started_at = coalesce(started_at, now()),"
                        + " error_code = ?, error_detail = ? where ingest_id = ?",
                why.code(),
                why.detail(),
                ingest.value());
        IngestEntity entity = IngestEntity.findById(ingest.value());
        outbox.add(new SlideRejected(entity.ingestId, ingest, why.code(), why.detail()));
        jobs.complete(lease);
    }

    private boolean insertExtraction(Slide slide) {
        int inserted = jdbc.update(
                "insert into extraction (extraction_id, slide_id, case_id, ingest_id, purpose, in_count, stored,"
                        + " quarantined, negative, positive, mpp, patch_width, patch_height, index_key, index_sha256,"
                        + " created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                slide.extractionId().value(),
                slide.slideId().value(),
                slide.caseId().value(),
                slide.ingestId().value(),
                slide.purpose().name(),
                slide.in(),
                slide.stored(),
                slide.quarantined(),
                slide.negative(),
                slide.positive(),
                slide.mpp().value(),
                slide.patchWidth(),
                slide.patchHeight(),
                slide.index().key(),
                slide.index().sha256().value(),
                slide.createdAt().atOffset(ZoneOffset.UTC));
        return inserted == 1;
    }

    /** Patches first: whoever hears of the slide can expect them. */
    private void announce(Slide slide) {
        outbox.addExpansion(ExtractionExpander.NAME, slide.extractionId().value());
        outbox.add(new SlideIngested(
                slide.slideId(),
                slide.caseId(),
                slide.extractionId(),
                slide.purpose(),
                slide.in(),
                slide.stored(),
                slide.quarantined(),
                slide.index(),
                slide.mpp(),
                slide.patchWidth(),
                slide.patchHeight(),
                null,
                null,
                null,
                slide.ingestId()));
    }

    private void insertQuarantined(String ingest, @Nullable String caseId, List<QuarantinedFile> files) {
        jdbc.updateAll(
                "insert into quarantined_file (ingest_id, case_id, source_name, reason, detail) values (?, ?, ?, ?, ?)",
                files.stream()
                        .<@Nullable Object[]>map(file -> new @Nullable Object[] {
                            ingest, caseId, file.sourceName(), file.reason().name(), file.detail()
                        })
                        .toList());
    }

    private void recount(String ingest) {
        jdbc.update("""
                update ingest set stored = done.stored, quarantined = done.quarantined + unassigned.files,
                       slides_done = done.cases
                  from (select coalesce(sum(stored), 0) stored, coalesce(sum(quarantined), 0) quarantined, count(*) cases
                          from ingest_case where ingest_id = ?) done,
                       (select count(*) files from quarantined_file where ingest_id = ? and case_id is null) unassigned
                 where ingest_id = ?""", ingest, ingest, ingest);
    }
}
