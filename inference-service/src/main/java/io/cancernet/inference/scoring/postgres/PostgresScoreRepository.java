package io.cancernet.inference.scoring.postgres;

import static io.cancernet.common.postgres.Sql.texts;

import io.cancernet.common.colour.ColourCheck;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.PatchScored;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.ScoreId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.postgres.Sql;
import io.cancernet.common.postgres.Sql.Column;
import io.cancernet.inference.request.FinishQueue;
import io.cancernet.inference.request.ScoringRequest;
import io.cancernet.inference.scoring.RequestedPatch;
import io.cancernet.inference.scoring.Score;
import io.cancernet.inference.scoring.ScoreRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a batch by a few statements over arrays; rows go in the order of their ids, so that replicas wait in turn. */
@ApplicationScoped
@Transactional
class PostgresScoreRepository implements ScoreRepository {

    private final Sql sql;
    private final FinishQueue finish;
    private final Clock clock;

    PostgresScoreRepository(Sql sql, FinishQueue finish, Clock clock) {
        this.sql = sql;
        this.finish = finish;
        this.clock = clock;
    }

    @Override
    public Map<RequestId, ModelVersion> pinnedModels(Collection<RequestId> requests) {
        Map<RequestId, ModelVersion> found = new HashMap<>();
        sql.query(
                "select request_id, model_name, model_version from scoring_request where request_id = any(?)",
                row -> found.put(
                        new RequestId(row.getString("request_id")),
                        new ModelVersion(row.getString("model_name"), row.getString("model_version"))),
                texts(requests));
        return found;
    }

    @Override
    public Set<RequestId> cancelled(Collection<RequestId> requests) {
        return Set.copyOf(sql.query(
                "select request_id from scoring_request where request_id = any(?) and state = 'cancelled'",
                row -> new RequestId(row.getString(1)),
                texts(requests)));
    }

    @Override
    public Map<ScoreId, Score> find(Collection<ScoreId> scores) {
        return sql
                .query("select * from score where score_id = any(?)", PostgresScoreRepository::read, texts(scores))
                .stream()
                .collect(Collectors.toMap(Score::scoreId, Function.identity()));
    }

    @Override
    public Map<ScoreId, Score> store(List<Score> scores, List<RequestedPatch> requested) {
        int added = scores.isEmpty() ? 0 : insert(scores);
        if (!requested.isEmpty()) {
            count(requested).forEach(this::finish);
        }
        return added == scores.size()
                ? scores.stream().collect(Collectors.toMap(Score::scoreId, Function.identity()))
                : find(scores.stream().map(Score::scoreId).toList());
    }

    private int insert(List<Score> unsorted) {
        List<Score> scores =
                unsorted.stream().sorted(Comparator.comparing(Score::scoreId)).toList();
        // scored_at travels as text: an array of timestamps would depend on the time zones of both sides.
        return sql.update(
                """
                insert into score (score_id, patch_id, slide_id, model_name, model_version, probability, threshold, positive,
                                   scored_at, latency_millis, input_sha256, queue_millis, fetch_millis, compute_millis,
                                   out_of_distribution, colour_distance)
                select score_id, patch_id, slide_id, model_name, model_version, probability, threshold, positive,
                       scored_at::timestamptz, latency_millis, input_sha256, queue_millis, fetch_millis, compute_millis,
                       out_of_distribution, colour_distance
                  from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as fresh (score_id, patch_id, slide_id,
                       model_name, model_version, probability, threshold, positive, scored_at, latency_millis,
                       input_sha256, queue_millis, fetch_millis, compute_millis, out_of_distribution, colour_distance)
                on conflict do nothing""",
                texts(column(scores, Score::scoreId)),
                texts(column(scores, Score::patchId)),
                texts(column(scores, Score::slideId)),
                texts(column(scores, each -> each.model().name())),
                texts(column(scores, each -> each.model().version())),
                new Column("float8", column(scores, Score::probability)),
                new Column("float8", column(scores, Score::threshold)),
                new Column("bool", column(scores, Score::positive)),
                texts(column(scores, Score::scoredAt)),
                new Column("int8", column(scores, Score::latencyMillis)),
                texts(column(scores, Score::inputSha256)),
                timing(scores, PatchScored.Timings::queueMillis),
                timing(scores, PatchScored.Timings::fetchMillis),
                timing(scores, PatchScored.Timings::computeMillis),
                colours(scores, "bool", ColourCheck::outOfDistribution),
                colours(scores, "float8", ColourCheck::distance));
    }

    private static Column colours(List<Score> scores, String type, Function<ColourCheck, Object> figure) {
        return new Column(type, column(scores, each -> each.colours() == null ? null : figure.apply(each.colours())));
    }

    private static Column timing(List<Score> scores, Function<PatchScored.Timings, Long> figure) {
        return new Column("int8", column(scores, each -> each.timings() == null ? null : figure.apply(each.timings())));
    }

    /**
     * Counts each patch once: only rows that are new, or that failed before and are scored now, move the counts.
     *
     * @return the requests whose counts moved
     */
    private List<Counted> count(List<RequestedPatch> unsorted) {
        List<RequestedPatch> requested = unsorted.stream()
                .sorted(Comparator.comparing(RequestedPatch::requestId).thenComparing(RequestedPatch::patchId))
                .toList();
        return sql.query(
                """
                with changed as (
                    insert into request_patch as old (request_id, patch_id, x, y, score_id, error_code)
                    select * from unnest(?, ?, ?, ?, ?, ?)
                    on conflict (request_id, patch_id) do update
                       set score_id = excluded.score_id, error_code = null
                     where old.score_id is null and excluded.score_id is not null
                    returning request_id, score_id, xmax = 0 as is_new
                ), delta as (
                    select c.request_id,
                           count(c.score_id) as scored,
                           count(*) filter (where c.score_id is null)
                               - count(*) filter (where not c.is_new) as failed,
                           count(*) filter (where s.positive) as positive
                      from changed c left join score s on s.score_id = c.score_id
                     group by c.request_id
                )
                update scoring_request r
                   set scored = r.scored + d.scored, failed = r.failed + d.failed, positive = r.positive + d.positive,
                       last_counted_at = ?
                  from delta d
                 where r.request_id = d.request_id
                returning r.request_id, r.state, r.priority, r.scored + r.failed >= r.announced as complete""",
                Counted::read,
                texts(column(requested, RequestedPatch::requestId)),
                texts(column(requested, RequestedPatch::patchId)),
                new Column("int4", column(requested, RequestedPatch::x)),
                new Column("int4", column(requested, RequestedPatch::y)),
                texts(column(requested, RequestedPatch::scoreId)),
                texts(column(
                        requested,
                        each -> each.error() == null ? null : each.error().slug())),
                clock.instant());
    }

    /** A request that has ended is told anew when it changes. */
    private void finish(Counted request) {
        if (request.state().hasResults()) {
            finish.renew(request.id(), request.priority());
        } else if (request.state() == ScoringRequest.State.SCORING && request.complete()) {
            finish.submit(request.id(), request.priority());
        }
    }

    private record Counted(RequestId id, ScoringRequest.State state, int priority, boolean complete) {

        static Counted read(ResultSet row) throws SQLException {
            return new Counted(
                    new RequestId(row.getString("request_id")),
                    ScoringRequest.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                    row.getInt("priority"),
                    row.getBoolean("complete"));
        }
    }

    private static <T> Collection<@Nullable Object> column(List<T> rows, Function<T, @Nullable Object> value) {
        List<@Nullable Object> values = new ArrayList<>(rows.size());
        rows.forEach(each -> values.add(value.apply(each)));
        return values;
    }

    private static Score read(ResultSet row) throws SQLException {
        return new Score(
                new ScoreId(row.getString("score_id")),
                new PatchId(row.getString("patch_id")),
                row.getString("slide_id") == null ? null : new SlideId(row.getString("slide_id")),
                new ModelVersion(row.getString("model_name"), row.getString("model_version")),
                row.getDouble("probability"),
                row.getDouble("threshold"),
                row.getBoolean("positive"),
                row.getTimestamp("scored_at").toInstant(),
                row.getLong("latency_millis"),
                row.getString("input_sha256") == null ? null : new Sha256(row.getString("input_sha256")),
                readTimings(row),
                readColours(row));
    }

    private static @Nullable ColourCheck readColours(ResultSet row) throws SQLException {
        boolean outOfDistribution = row.getBoolean("out_of_distribution");
        return row.wasNull() ? null : new ColourCheck(row.getDouble("colour_distance"), outOfDistribution);
    }

    private static PatchScored.@Nullable Timings readTimings(ResultSet row) throws SQLException {
        long queue = row.getLong("queue_millis");
        return row.wasNull()
                ? null
                : new PatchScored.Timings(queue, row.getLong("fetch_millis"), row.getLong("compute_millis"));
    }
}
