package io.cancernet.inference.request.postgres;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.postgres.Sql;
import io.cancernet.inference.request.ScoringRequest;
import io.cancernet.inference.slide.postgres.GeometryColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** Reads the rows of {@code scoring_request}. */
final class RequestRows {

    private RequestRows() {}

    static ScoringRequest read(ResultSet row) throws SQLException {
        String errorCode = row.getString("error_code");
        return new ScoringRequest(
                new RequestId(row.getString("request_id")),
                new SlideId(row.getString("slide_id")),
                new CaseId(row.getString("case_id")),
                new ExtractionId(row.getString("extraction_id")),
                ScoringRequest.Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
                row.getInt("priority"),
                new ObjectRef(row.getString("index_key"), new Sha256(row.getString("index_sha256"))),
                GeometryColumns.read(row).orElse(null),
                readModel(row),
                ScoringRequest.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("queued"),
                row.getInt("announced"),
                row.getInt("scored"),
                row.getInt("failed"),
                row.getInt("positive"),
                errorCode == null ? null : new ScoringRequest.Failure(errorCode, row.getString("error_detail")),
                row.getTimestamp("created_at").toInstant(),
                Sql.instant(row, "queued_at"),
                Sql.instant(row, "last_counted_at"),
                Sql.instant(row, "finished_at"));
    }

    static ModelVersion readModel(ResultSet row) throws SQLException {
        return new ModelVersion(row.getString("model_name"), row.getString("model_version"));
    }
}
