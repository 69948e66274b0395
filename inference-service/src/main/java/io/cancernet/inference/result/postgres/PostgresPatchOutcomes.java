package io.cancernet.inference.result.postgres;

import static io.cancernet.common.postgres.Sql.texts;

import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.postgres.Sql;
import io.cancernet.inference.result.PatchOutcome;
import io.cancernet.inference.result.PatchOutcomes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

@ApplicationScoped
class PostgresPatchOutcomes implements PatchOutcomes {

    private final Sql sql;

    PostgresPatchOutcomes(Sql sql) {
        this.sql = sql;
    }

    @Override
    @Transactional
    public Map<PatchId, PatchOutcome> find(RequestId request, Collection<PatchId> patches) {
        Map<PatchId, PatchOutcome> found = new HashMap<>();
        sql.query(
                """
                select p.patch_id, p.error_code, s.probability, s.positive, s.out_of_distribution
                  from request_patch p left join score s on s.score_id = p.score_id
                 where p.request_id = ? and p.patch_id = any(?)""",
                row -> found.put(new PatchId(row.getString("patch_id")), read(row)),
                request.value(),
                texts(patches));
        return found;
    }

    private static PatchOutcome read(ResultSet row) throws SQLException {
        double probability = row.getDouble("probability");
        return row.wasNull()
                ? new PatchOutcome(null, false, false, row.getString("error_code"))
                : new PatchOutcome(
                        probability, row.getBoolean("positive"), row.getBoolean("out_of_distribution"), null);
    }
}
