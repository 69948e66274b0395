package io.cancernet.inference.erasure.postgres;

import static io.cancernet.common.postgres.Sql.texts;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.postgres.Sql;
import io.cancernet.inference.erasure.SlideTraces;
import io.cancernet.inference.request.FanOut;
import io.cancernet.inference.request.FinishQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Traces of slides in Postgres. */
@ApplicationScoped
@Transactional
class PostgresSlideTraces implements SlideTraces {

    private static final String WHY = "the slide was deleted; scores of it were deleted too";

    private final Sql sql;
    private final LeasedJobs jobs;

    PostgresSlideTraces(Sql sql, LeasedJobs jobs) {
        this.sql = sql;
        this.jobs = jobs;
    }

    /** Holds the lock that whoever records an announcement of the slide holds. */
    @Override
    public void markDeleted(SlideId slide, Instant toldAt) {
        sql.lock("slide." + slide);
        sql.update("""
                insert into deleted_slide (slide_id, told_at) values (?, ?) on conflict (slide_id) do update
                   set told_at = greatest(deleted_slide.told_at, excluded.told_at)""", slide.value(), toldAt);
        sql.update("delete from slide where slide_id = ? and announced_at <= ?", slide.value(), toldAt);
    }

    @Override
    public Set<SlideId> gone(Collection<SlideId> slides) {
        return Set.copyOf(sql.query("""
                select slide_id from deleted_slide d where slide_id = any(?)
                   and not exists (select 1 from slide s where s.slide_id = d.slide_id)""", row -> new SlideId(row.getString(1)), texts(slides)));
    }

    @Override
    public List<RequestId> requests(SlideId slide) {
        return sql.query(
                "select request_id from scoring_request where slide_id = ? order by request_id",
                row -> new RequestId(row.getString(1)),
                slide.value());
    }

    @Override
    public void forget(Collection<SlideId> slides, Instant now) {
        List<String> requests = sql.query(
                "select request_id from scoring_request where slide_id = any(?) order by request_id for update",
                row -> row.getString(1),
                texts(slides));
        requests.forEach(request -> {
            jobs.withdraw(FanOut.KIND, request);
            jobs.withdraw(FinishQueue.KIND, request);
        });
        sql.update(
                "delete from score where score_id in (select score_id from request_patch where request_id = any(?))",
                texts(requests));
        sql.update("delete from score where slide_id = any(?)", texts(slides));
        sql.update("delete from request_patch where request_id = any(?)", texts(requests));
        sql.update("delete from request_result where request_id = any(?)", texts(requests));
        sql.update("""
                update scoring_request
                   set state = 'failed', scored = 0, failed = 0, positive = 0, error_code = ?, error_detail = ?,
                       finished_at = ?
                 where request_id = any(?) and state in ('queueing', 'scoring')""", ErrorCode.NOT_FOUND.slug(), WHY, now, texts(requests));
        sql.update(
                "delete from scoring_request where request_id = any(?)"
                        + " and (origin = 'announced' or error_detail is distinct from ?)",
                texts(requests),
                WHY);
    }
}
