package io.cancernet.inference.request.postgres;

import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.ScoreId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.page.ColumnsRequest;
import io.cancernet.common.page.Cursor;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.postgres.Sql;
import io.cancernet.inference.request.RequestFilter;
import io.cancernet.inference.request.RequestedScore;
import io.cancernet.inference.request.ScoreColumns;
import io.cancernet.inference.request.ScoredPatch;
import io.cancernet.inference.request.ScoringRequest;
import io.cancernet.inference.request.ScoringRequestRepository;
import io.cancernet.inference.slide.SlideGeometry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class PostgresScoringRequestRepository implements ScoringRequestRepository {

    private static final int MOST_OVERDUE = 1000;

    private final Sql sql;

    PostgresScoringRequestRepository(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(ScoringRequest request) {
        SlideGeometry geometry = Objects.requireNonNull(request.geometry());
        SlideGeometry.Level0 level0 = geometry.level0();
        ScoringRequest.Failure error = request.error();
        sql.update(
                """
                insert into scoring_request (request_id, slide_id, case_id, extraction_id, origin, priority, index_key,
                                             index_sha256, mpp, patch_width, patch_height, slide_width, slide_height,
                                             slide_mpp, model_name, model_version, state, announced, error_code,
                                             error_detail, created_at, finished_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz)""",
                request.requestId().value(),
                request.slideId().value(),
                request.caseId().value(),
                request.extractionId().value(),
                request.origin().slug(),
                request.priority(),
                request.index().key(),
                request.index().sha256().value(),
                geometry.mpp().value(),
                geometry.patchWidth(),
                geometry.patchHeight(),
                level0 == null ? null : level0.width(),
                level0 == null ? null : level0.height(),
                level0 == null ? null : level0.mpp().value(),
                request.model().name(),
                request.model().version(),
                request.state().slug(),
                request.announced(),
                error == null ? null : error.code(),
                error == null ? null : error.detail(),
                request.createdAt(),
                request.finishedAt());
    }

    @Override
    public Optional<ScoringRequest> find(RequestId request) {
        return sql.first("select * from scoring_request where request_id = ?", RequestRows::read, request.value());
    }

    @Override
    public Optional<ScoringRequest> hold(RequestId request) {
        return sql.first(
                "select * from scoring_request where request_id = ? for update", RequestRows::read, request.value());
    }

    @Override
    public boolean isAnnounced(ExtractionId extraction) {
        return sql.any(
                "select 1 from scoring_request where extraction_id = ? and origin = 'announced'", extraction.value());
    }

    @Override
    public Page<ScoringRequest> list(RequestFilter filter, PageRequest page) {
        Cursor after = Cursor.of(page);
        String slide = filter.slide() == null ? null : filter.slide().value();
        String state = filter.state() == null ? null : filter.state().slug();
        return Page.of(
                sql.query(
                        """
                        select * from scoring_request
                         where (?::text is null or slide_id = ?) and (?::text is null or state = ?)
                           and (?::timestamptz is null or (created_at, request_id) < (?::timestamptz, ?::text))
                         order by created_at desc, request_id desc limit ?""",
                        RequestRows::read,
                        slide,
                        slide,
                        state,
                        state,
                        after == null ? null : after.at(),
                        after == null ? null : after.at(),
                        after == null ? null : after.id(),
                        page.limit() + 1),
                page,
                last -> new Cursor(last.createdAt(), last.requestId().value()).text());
    }

    @Override
    public Page<ScoredPatch> scores(RequestId request, PageRequest page) {
        return Page.of(
                sql.query(
                        """
                        select p.x, p.y, s.* from request_patch p join score s on s.score_id = p.score_id
                         where p.request_id = ? and (?::text is null or p.patch_id > ?)
                         order by p.patch_id limit ?""",
                        PostgresScoringRequestRepository::readScore,
                        request.value(),
                        page.cursor(),
                        page.cursor(),
                        page.limit() + 1),
                page,
                last -> last.patchId().value());
    }

    @Override
    public ScoreColumns scoreColumns(RequestId request, ColumnsRequest part) {
        return ScoreColumns.of(
                request,
                part,
                sql.query(
                        ScoreRows.OF_REQUEST
                                + " and p.x is not null and p.y is not null and p.patch_id > ?"
                                + " order by p.patch_id limit ?",
                        ScoreRows::read,
                        request.value(),
                        part.cursor() == null ? "" : part.cursor(),
                        part.limit() + 1));
    }

    @Override
    public Optional<RequestedScore> score(RequestId request, PatchId patch) {
        return sql.first(ScoreRows.OF_REQUEST + " and p.patch_id = ?", ScoreRows::read, request.value(), patch.value());
    }

    @Override
    public void announce(RequestId request, int patches) {
        sql.update(
                "update scoring_request set announced = ? where request_id = ? and state = 'queueing'",
                patches,
                request.value());
    }

    @Override
    public void progress(RequestId request, int queued) {
        sql.update("update scoring_request set queued = ? where request_id = ?", queued, request.value());
    }

    @Override
    public boolean queued(RequestId request, Instant now) {
        return sql.first("""
                        update scoring_request set state = 'scoring', queued_at = ?
                         where request_id = ? and state = 'queueing'
                        returning scored + failed >= announced""", row -> row.getBoolean(1), now, request.value()).orElse(false);
    }

    @Override
    public void end(
            RequestId request, ScoringRequest.State state, ScoringRequest.@Nullable Failure error, Instant now) {
        sql.update(
                """
                update scoring_request set state = ?, error_code = ?, error_detail = ?, finished_at = ?
                 where request_id = ?""",
                state.slug(),
                error == null ? null : error.code(),
                error == null ? null : error.detail(),
                now,
                request.value());
    }

    @Override
    public List<RequestId> overdue(Instant quietSince) {
        return sql.query("""
                select request_id from scoring_request
                 where state = 'scoring' and scored + failed < announced
                   and coalesce(last_counted_at, queued_at, created_at) < ?
                 order by request_id limit ?""", row -> new RequestId(row.getString(1)), quietSince, MOST_OVERDUE);
    }

    private static ScoredPatch readScore(ResultSet row) throws SQLException {
        String sha256 = row.getString("input_sha256");
        return new ScoredPatch(
                new ScoreId(row.getString("score_id")),
                new PatchId(row.getString("patch_id")),
                Sql.integer(row, "x"),
                Sql.integer(row, "y"),
                row.getDouble("probability"),
                row.getDouble("threshold"),
                row.getBoolean("positive"),
                RequestRows.readModel(row),
                row.getTimestamp("scored_at").toInstant(),
                sha256 == null ? null : new Sha256(sha256),
                readTimings(row),
                row.getObject("out_of_distribution", Boolean.class),
                row.getObject("colour_distance", Double.class));
    }

    private static PatchScored.@Nullable Timings readTimings(ResultSet row) throws SQLException {
        Long queue = row.getObject("queue_millis", Long.class);
        return queue == null
                ? null
                : new PatchScored.Timings(queue, row.getLong("fetch_millis"), row.getLong("compute_millis"));
    }
}
