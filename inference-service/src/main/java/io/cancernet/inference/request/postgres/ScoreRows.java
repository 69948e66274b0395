package io.cancernet.inference.request.postgres;

import io.cancernet.common.id.PatchId;
import io.cancernet.common.postgres.Sql;
import io.cancernet.inference.request.RequestedScore;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads what became of the patches of requests. */
final class ScoreRows {

    static final String OF_REQUEST = """
            select p.patch_id, p.x, p.y, p.error_code, s.probability, s.threshold, s.positive, s.out_of_distribution,
                   s.scored_at
              from request_patch p left join score s on s.score_id = p.score_id
             where p.request_id = ?""";

    private ScoreRows() {}

    static RequestedScore read(ResultSet row) throws SQLException {
        PatchId patch = new PatchId(row.getString("patch_id"));
        Integer x = Sql.integer(row, "x");
        Integer y = Sql.integer(row, "y");
        double probability = row.getDouble("probability");
        return row.wasNull()
                ? new RequestedScore(patch, x, y, null, null, null, null, null, row.getString("error_code"))
                : new RequestedScore(
                        patch,
                        x,
                        y,
                        probability,
                        row.getDouble("threshold"),
                        row.getBoolean("positive"),
                        row.getBoolean("out_of_distribution"),
                        row.getTimestamp("scored_at").toInstant(),
                        null);
    }
}
