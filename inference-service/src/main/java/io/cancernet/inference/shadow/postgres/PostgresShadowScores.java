package io.cancernet.inference.shadow.postgres;

import static io.cancernet.common.postgres.Sql.texts;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.postgres.Sql;
import io.cancernet.common.postgres.Sql.Column;
import io.cancernet.inference.shadow.Disagreement;
import io.cancernet.inference.shadow.ShadowScore;
import io.cancernet.inference.shadow.ShadowScores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class PostgresShadowScores implements ShadowScores {

    private final Sql sql;

    PostgresShadowScores(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Added store(List<ShadowScore> scores) {
        // The scores are held, so that none of them is deleted before what stands beside it is there to go along.
        return sql.first(
                        """
                        with held as (
                            select * from score where score_id = any(?) order by score_id for key share
                        ), added as (
                            insert into shadow_score (score_id, model_name, model_version, probability, threshold,
                                   positive, scored_at, live_name, live_version, live_probability, live_positive)
                            select fresh.score_id, fresh.name, fresh.version, fresh.probability, fresh.threshold,
                                   fresh.positive, fresh.scored_at::timestamptz, held.model_name, held.model_version,
                                   held.probability, held.positive
                              from unnest(?, ?, ?, ?, ?, ?, ?) as fresh (score_id, name, version, probability,
                                   threshold, positive, scored_at)
                              join held on held.score_id = fresh.score_id
                            on conflict do nothing
                            returning positive, live_positive
                        )
                        select count(*), count(*) filter (where positive <> live_positive) from added""",
                        row -> new Added(row.getInt(1), row.getInt(2)),
                        texts(scores.stream().map(ShadowScore::scoreId).toList()),
                        texts(scores.stream().map(ShadowScore::scoreId).toList()),
                        texts(scores.stream().map(each -> each.model().name()).toList()),
                        texts(scores.stream()
                                .map(each -> each.model().version())
                                .toList()),
                        new Column(
                                "float8",
                                scores.stream().map(ShadowScore::probability).toList()),
                        new Column(
                                "float8",
                                scores.stream().map(ShadowScore::threshold).toList()),
                        new Column(
                                "bool",
                                scores.stream().map(ShadowScore::positive).toList()),
                        texts(scores.stream().map(ShadowScore::scoredAt).toList()))
                .orElseThrow();
    }

    @Override
    public List<Disagreement> disagreements(@Nullable ModelVersion shadow) {
        String all = "select model_name, model_version, live_name, live_version, count(*),"
                + " count(*) filter (where positive and not live_positive),"
                + " count(*) filter (where live_positive and not positive),"
                + " avg(abs(probability - live_probability)), min(scored_at), max(scored_at) from shadow_score %s"
                + " group by 1, 2, 3, 4 order by max(scored_at) desc, 1, 2, 3, 4";
        return shadow == null
                ? sql.query(all.formatted(""), PostgresShadowScores::read)
                : sql.query(
                        all.formatted("where model_name = ? and model_version = ?"),
                        PostgresShadowScores::read,
                        shadow.name(),
                        shadow.version());
    }

    private static Disagreement read(ResultSet row) throws SQLException {
        return new Disagreement(
                new ModelVersion(row.getString(1), row.getString(2)),
                new ModelVersion(row.getString(3), row.getString(4)),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getDouble(8),
                row.getTimestamp(9).toInstant(),
                row.getTimestamp(10).toInstant());
    }
}
