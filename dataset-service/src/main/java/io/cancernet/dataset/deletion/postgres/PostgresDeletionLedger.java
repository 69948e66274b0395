package io.cancernet.dataset.deletion.postgres;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.AuditTrail;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.outbox.Outbox;
import io.cancernet.dataset.deletion.DeletionJobs;
import io.cancernet.dataset.deletion.DeletionLedger;
import io.cancernet.dataset.deletion.Erasure;
import io.cancernet.dataset.deletion.Erasure.Part;
import io.cancernet.dataset.deletion.Erasure.State;
import io.cancernet.dataset.deletion.Grounds;
import io.cancernet.dataset.deletion.SlideDeletion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Wishes for deletion in Postgres. Whoever deletes a slide and whoever ingests one of its case hold the case's lock, and
 * whoever freezes it a lock on its row, so that each sees what the other has done.
 */
@ApplicationScoped
class PostgresDeletionLedger implements DeletionLedger {

    private final Statements statements;
    private final ReferenceQueries references;
    private final SlideMarks marks;
    private final Withdrawals withdrawals;
    private final LeasedJobs jobs;
    private final AuditTrail audit;
    private final Clock clock = Clock.systemUTC();

    PostgresDeletionLedger(EntityManager entities, LeasedJobs jobs, Outbox outbox, AuditTrail audit) {
        this.statements = new Statements(entities);
        this.references = new ReferenceQueries(statements);
        this.marks = new SlideMarks(statements, jobs);
        this.withdrawals = new Withdrawals(statements, jobs, outbox);
        this.jobs = jobs;
        this.audit = audit;
    }

    @Override
    @Transactional
    public SlideDeletion delete(SlideId slide, Grounds grounds) {
        CaseId caseId = lock(slide);
        Optional<SlideDeletion> open = marks.open(slide);
        if (open.isPresent()) {
            marks.resume(open.get());
            return open.get();
        }
        references.of(slide).requireNone(slide);
        return marks.mark(slide, caseId, false, null, grounds, now());
    }

    @Override
    @Transactional
    public SlideDeletion erase(SlideId slide, Grounds grounds) {
        CaseId caseId = lock(slide);
        withdrawals.ofSlide(slide);
        return marks.mark(slide, caseId, true, null, grounds, now());
    }

    @Override
    @Transactional
    public Erasure eraseCase(CaseId caseId, Grounds grounds) {
        Instant now = now();
        String erasureId = Identifiers.stamped(now);
        lock(caseId);
        List<SlideId> slides = statements
                .strings(
                        "select slide_id from slide where case_id = ?1 union"
                                + " select slide_id from extraction_begun where case_id = ?1 order by 1",
                        caseId.value())
                .stream()
                .map(SlideId::new)
                .toList();
        int submissions = withdrawals.ofCase(caseId.value());
        statements.update(
                "insert into erasure (erasure_id, case_id, who, reason, requested_at, slides, submissions)"
                        + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                erasureId,
                caseId.value(),
                grounds.by(),
                grounds.reason(),
                now,
                slides.size(),
                submissions);
        slides.forEach(slide -> marks.mark(slide, caseId, true, erasureId, grounds, now));
        audit.add(AuditEntry.done(
                now,
                grounds.by(),
                "case-erasure-requested",
                caseId.value(),
                grounds.reason(),
                Map.of("erasureId", erasureId, "slides", slides, "submissionsWithdrawn", submissions)));
        return findErasure(erasureId).orElseThrow();
    }

    @Override
    @Transactional
    public Optional<Erasure> findErasure(String erasureId) {
        List<Part> parts = statements
                .rows(
                        "select slide_id, finished_at is not null from slide_deletion where erasure_id = ?1 order by 1",
                        erasureId)
                .stream()
                .map(row -> new Part(
                        new SlideId(row.get(0, String.class)),
                        row.get(1, Boolean.class) ? State.ERASED : State.ERASING))
                .toList();
        return statements
                .row(
                        "select case_id, who, reason, requested_at, submissions from erasure where erasure_id = ?1",
                        erasureId)
                .map(row -> erasure(erasureId, row, parts));
    }

    private static Erasure erasure(String erasureId, Tuple row, List<Part> parts) {
        return new Erasure(
                erasureId,
                new CaseId(row.get(0, String.class)),
                new Grounds(row.get(1, String.class), row.get(2, String.class)),
                row.get(3, Instant.class),
                parts,
                row.get(4, Integer.class));
    }

    @Override
    @Transactional
    public void delete(DatasetVersion dataset, Grounds grounds) {
        boolean there = statements.any(
                "select 1 from frozen_dataset where name = ?1 and version = ?2 for update",
                dataset.name(),
                dataset.version());
        if (!there) {
            throw new DomainException(
                    ErrorCode.NOT_FOUND,
                    "There is no dataset %s. GET /api/v1/datasets lists those there are.".formatted(dataset));
        }
        references.of(dataset).requireNone(dataset);
        Instant now = now();
        statements.update(
                "delete from frozen_dataset where name = ?1 and version = ?2", dataset.name(), dataset.version());
        statements.update(
                "insert into deleted_dataset (name, version, deleted_at) values (?1, ?2, ?3)",
                dataset.name(),
                dataset.version(),
                now);
        jobs.submit(DeletionJobs.KIND, DeletionJobs.ofObjects("datasets/" + dataset + "/"), 0);
        audit.add(
                AuditEntry.done(now, grounds.by(), "dataset-deleted", dataset.toString(), grounds.reason(), Map.of()));
    }

    /** Locks a slide and its case. */
    private CaseId lock(SlideId slide) {
        CaseId caseId = statements
                .string(
                        "select case_id from slide where slide_id = ?1 union"
                                + " select case_id from extraction_begun where slide_id = ?1",
                        slide.value())
                .map(CaseId::new)
                .orElseThrow(() -> unknown(slide));
        lock(caseId);
        boolean there = statements.any("select 1 from slide where slide_id = ?1 for update", slide.value())
                || statements.any("select 1 from extraction_begun where slide_id = ?1", slide.value());
        if (!there) {
            throw unknown(slide);
        }
        return caseId;
    }

    private void lock(CaseId caseId) {
        statements.rows("select 1 from pg_advisory_xact_lock(hashtext(?1))", "case." + caseId);
        statements.rows("select 1 from slide where case_id = ?1 order by slide_id for update", caseId.value());
    }

    private static DomainException unknown(SlideId slide) {
        return new DomainException(
                ErrorCode.NOT_FOUND,
                "There is no slide %s. GET /api/v1/slides lists those there are.".formatted(slide));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
