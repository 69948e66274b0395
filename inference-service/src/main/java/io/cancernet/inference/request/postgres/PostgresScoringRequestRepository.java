package io.cancernet.inference.request.postgres;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.ScoreId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.postgres.Sql;
import io.cancernet.inference.request.ScoredPatch;
import io.cancernet.inference.request.ScoringRequest;
import io.cancernet.inference.request.ScoringRequestRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class PostgresScoringRequestRepository implements ScoringRequestRepository {

    private final Sql sql;

    PostgresScoringRequestRepository(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(ScoringRequest request) {
        sql.update(
                """
                insert into scoring_request (request_id, slide_id, case_id, extraction_id, index_key, index_sha256,
                                             model_name, model_version, state, announced, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                request.requestId().value(),
                request.slideId().value(),
                request.caseId().value(),
                request.extractionId().value(),
                request.index().key(),
                request.index().sha256().value(),
                request.model().name(),
                request.model().version(),
                request.state().slug(),
                request.announced(),
                request.createdAt());
    }

    @Override
    public Optional<ScoringRequest> find(RequestId request) {
        return sql.first(
                "select * from scoring_request where request_id = ?",
                PostgresScoringRequestRepository::readRequest,
                request.value());
    }

    @Override
    public Page<ScoringRequest> list(PageRequest page) {
        return Page.of(
                sql.query(
                        """
                        select * from scoring_request where (?::text is null or request_id < ?)
                         order by request_id desc limit ?""",
                        PostgresScoringRequestRepository::readRequest,
                        page.cursor(),
                        page.cursor(),
                        page.limit() + 1),
                page,
                last -> last.requestId().value());
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
    public void announce(RequestId request, int patches) {
        sql.update(
                "update scoring_request set announced = ? where request_id = ? and state = 'queueing'",
                patches,
                request.value());
    }

    @Override
    public void queued(RequestId request, Instant now) {
        sql.update("""
                update scoring_request
                   set state = case when scored + failed >= announced then 'finished' else 'scoring' end,
                       finished_at = case when scored + failed >= announced then ?::timestamptz end
                 where request_id = ? and state = 'queueing'""", now, request.value());
    }

    @Override
    public void fail(RequestId request, ScoringRequest.Failure error, Instant now) {
        sql.update("""
                update scoring_request set state = 'failed', error_code = ?, error_detail = ?, finished_at = ?
                 where request_id = ?""", error.code(), error.detail(), now, request.value());
    }

    private static ScoringRequest readRequest(ResultSet row) throws SQLException {
        String errorCode = row.getString("error_code");
        return new ScoringRequest(
                new RequestId(row.getString("request_id")),
                new SlideId(row.getString("slide_id")),
                new CaseId(row.getString("case_id")),
                new ExtractionId(row.getString("extraction_id")),
                new ObjectRef(row.getString("index_key"), new Sha256(row.getString("index_sha256"))),
                readModel(row),
                ScoringRequest.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("announced"),
                row.getInt("scored"),
                row.getInt("failed"),
                row.getInt("positive"),
                errorCode == null ? null : new ScoringRequest.Failure(errorCode, row.getString("error_detail")),
                row.getTimestamp("created_at").toInstant(),
                Sql.instant(row, "finished_at"));
    }

    private static ScoredPatch readScore(ResultSet row) throws SQLException {
        return new ScoredPatch(
                new ScoreId(row.getString("score_id")),
                new PatchId(row.getString("patch_id")),
                Sql.integer(row, "x"),
                Sql.integer(row, "y"),
                row.getDouble("probability"),
                row.getBoolean("positive"),
                readModel(row),
                row.getTimestamp("scored_at").toInstant());
    }

    private static ModelVersion readModel(ResultSet row) throws SQLException {
        return new ModelVersion(row.getString("model_name"), row.getString("model_version"));
    }
}
