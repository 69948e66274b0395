package io.cancernet.dataset.ingest.postgres;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.SlideRejected;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.job.PutOff;
import io.cancernet.common.json.Json;
import io.cancernet.common.outbox.Outbox;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.postgres.Sql;
import io.cancernet.dataset.ingest.Ingest;
import io.cancernet.dataset.ingest.IngestLedger;
import io.cancernet.dataset.ingest.IngestState;
import io.cancernet.dataset.ingest.SlideOutcome;
import io.cancernet.dataset.ingest.SlideResult;
import io.cancernet.dataset.ingest.Submission;
import io.cancernet.dataset.layout.QuarantinedFile;
import io.cancernet.dataset.slide.Slide;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ingests in Postgres. What is done is counted from {@code ingest_case}, so that a resumed ingest counts once. */
@ApplicationScoped
class PostgresIngestLedger implements IngestLedger {

    private static final String JOB = "ingest";

    private final Sql sql;
    private final WithdrawalGate gate;
    private final IngestQueries queries;
    private final SlideRows slides;
    private final LeasedJobs jobs;
    private final Outbox outbox;

    PostgresIngestLedger(Sql sql, EntityManager entities, LeasedJobs jobs, Outbox outbox) {
        this.sql = sql;
        this.gate = new WithdrawalGate(sql);
        this.queries = new IngestQueries(entities);
        this.slides = new SlideRows(sql, queries, outbox);
        this.jobs = jobs;
        this.outbox = outbox;
    }

    @Override
    @Transactional
    public boolean submit(Ingest ingest) {
        boolean added = insert(ingest);
        if (added) {
            jobs.submit(JOB, ingest.ingestId().value(), ingest.submission().priority());
        }
        return added;
    }

    @Override
    @Transactional
    public void refuse(Ingest ingest, Ingest.Rejection why) {
        if (insert(ingest)) {
            recordRejection(ingest.ingestId(), why);
        }
    }

    private boolean insert(Ingest ingest) {
        IngestEntity entity = IngestEntity.from(ingest);
        boolean added = sql.update(
                        "insert into ingest (ingest_id, submission, state, created_at) values (?, ?, ?, ?)"
                                + " on conflict do nothing",
                        entity.ingestId,
                        entity.submission,
                        entity.state.name(),
                        entity.createdAt.atOffset(ZoneOffset.UTC))
                == 1;
        if (added) {
            sql.updateAll(
                    "insert into ingest_upload (upload_id, ingest_id) values (?, ?)",
                    ingest.submission().uploads().stream()
                            .<@Nullable Object[]>map(upload -> new @Nullable Object[] {upload.value(), entity.ingestId})
                            .toList());
        }
        return added;
    }

    @Override
    @Transactional
    public Optional<Ingest> find(IngestId ingest) {
        return queries.find(ingest);
    }

    @Override
    public Optional<PutOff> lastPutOff(IngestId ingest) {
        return jobs.lastPutOff(JOB, ingest.value());
    }

    @Override
    public Map<IngestId, PutOff> lastPutOffs(Collection<IngestId> ingests) {
        Map<IngestId, PutOff> found = new HashMap<>();
        jobs.lastPutOffs(JOB, ingests.stream().map(IngestId::value).toList())
                .forEach((id, putOff) -> found.put(new IngestId(id), putOff));
        return found;
    }

    @Override
    @Transactional
    public Page<Ingest> list(Optional<IngestState> state, PageRequest page) {
        return queries.list(state, page);
    }

    @Override
    @Transactional
    public Page<SlideOutcome> slides(IngestId ingest, PageRequest page) {
        return queries.slides(ingest, page);
    }

    @Override
    @Transactional
    public Page<QuarantinedFile> quarantine(IngestId ingest, PageRequest page) {
        return queries.quarantine(ingest, page);
    }

    @Override
    @Transactional
    public Set<SlideId> begin(Lease lease, IngestId ingest, int in, int slides, List<QuarantinedFile> unassigned) {
        jobs.guard(lease);
        gate.requireWanted(ingest);
        String id = ingest.value();
        sql.update("delete from quarantined_file where ingest_id = ? and case_id is null", id);
        insertQuarantined(id, null, unassigned);
        sql.update(
                "update ingest set state = 'INGESTING', started_at = coalesce(started_at, now()), in_count = ?,"
                        + " slides = ?, attempts = attempts + 1 where ingest_id = ?",
                in,
                slides,
                id);
        recount(id);
        return queries.slidesDone(ingest);
    }

    @Override
    @Transactional
    public int beginNative(Lease lease, IngestId ingest, String process) {
        jobs.guard(lease);
        gate.requireWanted(ingest);
        sql.update(
                "update ingest set native_lost = native_lost + case when native_process <> ? then 1 else 0 end,"
                        + " native_process = ? where ingest_id = ?",
                process,
                process,
                ingest.value());
        return queries.nativeLost(ingest);
    }

    @Override
    @Transactional
    public void endNative(IngestId ingest, String process) {
        sql.update(
                "update ingest set native_process = null where ingest_id = ? and native_process = ?",
                ingest.value(),
                process);
    }

    @Override
    @Transactional
    public void progress(Lease lease, IngestId ingest, Ingest.Progress progress) {
        jobs.guard(lease);
        gate.requireWanted(ingest);
        sql.update(
                "update ingest set cells_done = ?, cells = ? where ingest_id = ?",
                progress.cellsDone(),
                progress.cells(),
                ingest.value());
    }

    @Override
    @Transactional
    public void claim(Lease lease, IngestId ingest, SlideId slide, CaseId caseId, ExtractionId extraction) {
        jobs.guard(lease);
        gate.lock(caseId);
        gate.requireOpen(ingest, slide, caseId);
        gate.claim(ingest, slide, caseId, extraction);
    }

    @Override
    @Transactional
    public boolean commit(Lease lease, IngestId ingest, SlideResult result) {
        jobs.guard(lease);
        gate.lock(result.caseId());
        gate.requireOpen(ingest, result.slideId(), result.caseId());
        String id = ingest.value();
        Slide slide = result.slide();
        boolean added = false;
        if (slide != null) {
            Submission submission = queries.find(ingest).orElseThrow().submission();
            added = slides.put(submission, slide);
            gate.committed(ingest, slide.extractionId());
            slides.announce(ingest, submission, slide);
        }
        sql.update(
                "insert into ingest_slide (ingest_id, slide_id, case_id, extraction_id, known, in_count, stored,"
                        + " quarantined, cells, seconds) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                result.slideId().value(),
                result.caseId().value(),
                slide == null ? null : slide.extractionId().value(),
                slide != null && !added,
                result.in(),
                result.stored(),
                result.leftOut(),
                Json.text(result.cells()),
                Json.text(result.seconds()));
        insertQuarantined(id, result.caseId().value(), result.quarantined());
        recount(id);
        return added;
    }

    @Override
    @Transactional
    public void finish(Lease lease, IngestId ingest) {
        jobs.guard(lease);
        gate.requireWanted(ingest);
        recount(ingest.value());
        int finished = sql.update(
                "update ingest set state = 'INGESTED', finished_at = now(), slides ="
                        + " (select count(extraction_id) from ingest_slide c where c.ingest_id = ingest.ingest_id),"
                        + " slides_done = (select count(extraction_id) from ingest_slide c where c.ingest_id = ingest.ingest_id)"
                        + " where ingest_id = ? and in_count = stored + quarantined",
                ingest.value());
        if (finished == 0) {
            throw new DomainException(
                    ErrorCode.SOURCE_CHANGED,
                    "Files came or went while the source was ingested. Slides that were done stay; ingest it again.");
        }
        jobs.complete(lease);
    }

    @Override
    @Transactional
    public void reject(Lease lease, IngestId ingest, Ingest.Rejection why) {
        recordRejection(ingest, why);
        jobs.complete(lease);
    }

    /** The event goes to everyone, so it tells the reason without the words of the submission. */
    private void recordRejection(IngestId ingest, Ingest.Rejection why) {
        sql.update(
                "update ingest set state = 'REJECTED', finished_at = now(), started_at = coalesce(started_at, now()),"
                        + " error_code = ?, error_detail = ? where ingest_id = ?",
                why.code(),
                why.detail(),
                ingest.value());
        URI source = queries.find(ingest).orElseThrow().submission().uri();
        outbox.add(
                new SlideRejected(ingest.value(), ingest, why.code(), Discretion.withoutNames(why.detail(), source)));
    }

    private void insertQuarantined(String ingest, @Nullable String caseId, List<QuarantinedFile> files) {
        sql.updateAll(
                "insert into quarantined_file (ingest_id, case_id, source_name, reason, detail) values (?, ?, ?, ?, ?)",
                files.stream()
                        .<@Nullable Object[]>map(file -> new @Nullable Object[] {
                            ingest, caseId, file.sourceName(), file.reason().name(), file.detail()
                        })
                        .toList());
    }

    private void recount(String ingest) {
        sql.update("""
                update ingest set stored = done.stored, quarantined = done.quarantined + unassigned.files,
                       slides_done = done.slides, slides_known = done.known
                  from (select coalesce(sum(stored), 0) stored, coalesce(sum(quarantined), 0) quarantined,
                               count(*) slides, count(*) filter (where known) known
                          from ingest_slide where ingest_id = ?) done,
                       (select count(*) files from quarantined_file where ingest_id = ? and case_id is null) unassigned
                 where ingest_id = ?""", ingest, ingest, ingest);
    }
}
