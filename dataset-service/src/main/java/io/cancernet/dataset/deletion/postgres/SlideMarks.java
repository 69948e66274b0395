package io.cancernet.dataset.deletion.postgres;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.dataset.deletion.DeletionJobs;
import io.cancernet.dataset.deletion.Grounds;
import io.cancernet.dataset.deletion.SlideDeletion;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code slide_deletion} within the caller's transaction. */
final class SlideMarks {

    private static final String COLUMNS =
            "select id, slide_id, case_id, erased, erasure_id, who, reason, requested_at from slide_deletion";

    private final Statements statements;
    private final LeasedJobs jobs;

    SlideMarks(Statements statements, LeasedJobs jobs) {
        this.statements = statements;
        this.jobs = jobs;
    }

    Optional<SlideDeletion> find(long id) {
        return statements
                .row(COLUMNS + " where id = ?1 and finished_at is null", id)
                .map(SlideMarks::deletion);
    }

    Optional<SlideDeletion> open(SlideId slide) {
        return statements
                .row(COLUMNS + " where slide_id = ?1 and finished_at is null", slide.value())
                .map(SlideMarks::deletion);
    }

    /** Marks a slide, or has a job go on with one that was marked; an erasure overrules a deletion, never the reverse. */
    SlideDeletion mark(
            SlideId slide, CaseId caseId, boolean erased, @Nullable String erasureId, Grounds grounds, Instant now) {
        statements.update("update slide set state = 'DELETING' where slide_id = ?1", slide.value());
        statements.update(
                """
                insert into slide_deletion as d (slide_id, case_id, erased, erasure_id, who, reason, requested_at)
                values (?1, ?2, ?3, nullif(?4, ''), ?5, ?6, ?7)
                on conflict (slide_id) where finished_at is null do update
                   set erased = excluded.erased, erasure_id = coalesce(excluded.erasure_id, d.erasure_id),
                       who = excluded.who, reason = excluded.reason, requested_at = excluded.requested_at,
                       failure = null
                 where excluded.erased""",
                slide.value(),
                caseId.value(),
                erased,
                Objects.requireNonNullElse(erasureId, ""),
                grounds.by(),
                grounds.reason(),
                now);
        SlideDeletion marked = open(slide).orElseThrow();
        resume(marked);
        return marked;
    }

    /** Has a job go on with it, should there be none. */
    void resume(SlideDeletion deletion) {
        jobs.submit(DeletionJobs.KIND, DeletionJobs.ofSlide(deletion.id()), deletion.erased() ? 1 : 0);
    }

    private static SlideDeletion deletion(Tuple row) {
        return new SlideDeletion(
                ((Number) row.get(0)).longValue(),
                new SlideId(row.get(1, String.class)),
                new CaseId(row.get(2, String.class)),
                row.get(3, Boolean.class),
                row.get(4, String.class),
                new Grounds(row.get(5, String.class), row.get(6, String.class)),
                row.get(7, Instant.class));
    }
}
