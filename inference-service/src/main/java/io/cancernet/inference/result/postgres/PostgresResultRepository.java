package io.cancernet.inference.result.postgres;

import static io.cancernet.common.postgres.Sql.texts;

import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.postgres.Sql;
import io.cancernet.inference.result.RequestResult;
import io.cancernet.inference.result.ResultRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresResultRepository implements ResultRepository {

    private final Sql sql;

    PostgresResultRepository(Sql sql) {
        this.sql = sql;
    }

    @Override
    @Transactional
    public Optional<RequestResult> find(RequestId request) {
        return Optional.ofNullable(find(Set.of(request)).get(request));
    }

    @Override
    @Transactional
    public Map<RequestId, RequestResult> find(Collection<RequestId> requests) {
        return sql
                .query(
                        "select * from request_result where request_id = any(?)",
                        PostgresResultRepository::read,
                        texts(requests))
                .stream()
                .collect(Collectors.toMap(RequestResult::requestId, Function.identity()));
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void save(RequestResult result) {
        sql.update(
                "delete from request_result where request_id = ?",
                result.requestId().value());
        sql.update(
                """
                insert into request_result (request_id, revision, scored, failed, missing, incomplete_reason, positive,
                                            positive_area_mm2, max_probability, mean_probability, heatmap_key,
                                            heatmap_sha256, geojson_key, geojson_sha256, result_key, result_sha256,
                                            written_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                result.requestId().value(),
                result.revision(),
                result.scored(),
                result.failed(),
                result.missing(),
                result.incompleteReason(),
                result.positive(),
                result.positiveAreaMm2(),
                result.maxProbability(),
                result.meanProbability(),
                result.heatmap().key(),
                result.heatmap().sha256().value(),
                result.geojson().key(),
                result.geojson().sha256().value(),
                result.result().key(),
                result.result().sha256().value(),
                result.writtenAt());
    }

    private static RequestResult read(ResultSet row) throws SQLException {
        return new RequestResult(
                new RequestId(row.getString("request_id")),
                row.getInt("revision"),
                row.getInt("scored"),
                row.getInt("failed"),
                row.getInt("missing"),
                row.getString("incomplete_reason"),
                row.getInt("positive"),
                row.getDouble("positive_area_mm2"),
                optional(row, "max_probability"),
                optional(row, "mean_probability"),
                file(row, "heatmap"),
                file(row, "geojson"),
                file(row, "result"),
                row.getTimestamp("written_at").toInstant());
    }

    private static @Nullable Double optional(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : Double.valueOf(value);
    }

    private static ObjectRef file(ResultSet row, String name) throws SQLException {
        return new ObjectRef(row.getString(name + "_key"), new Sha256(row.getString(name + "_sha256")));
    }
}
