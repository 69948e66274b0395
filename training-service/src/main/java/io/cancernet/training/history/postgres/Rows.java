package io.cancernet.training.history.postgres;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.event.RunState;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.RunId;
import io.cancernet.training.history.RunSummary;
import io.cancernet.training.run.Epoch;
import io.cancernet.training.run.RunError;
import io.cancernet.training.run.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows as records. */
final class Rows {

    /** What {@link #summary} reads of the table {@code run}. */
    static final String SUMMARY = "number, run_id, state, stage, dataset, leaky, recipe, seed, priority, epochs_total,"
            // The last one's number, which the primary key gives without counting.
            + " coalesce((select max(e.number) from epoch e where e.run_id = run.run_id), 0) as epochs_finished,"
            + " code_version, model_name, model_version, test_roc_auc, error_code, error_detail, tags, note,"
            + " created_at, started_at, finished_at";

    private Rows() {}

    static RunSummary summary(ResultSet row, Map<String, Double> metrics) throws SQLException {
        String stage = row.getString("stage");
        String model = row.getString("model_name");
        String error = row.getString("error_code");
        return new RunSummary(
                row.getInt("number"),
                new RunId(row.getString("run_id")),
                RunState.valueOf(row.getString("state")),
                stage == null ? null : Stage.valueOf(stage),
                DatasetVersion.parse(row.getString("dataset")),
                row.getBoolean("leaky"),
                row.getString("recipe"),
                row.getLong("seed"),
                row.getInt("priority"),
                row.getInt("epochs_total"),
                row.getInt("epochs_finished"),
                row.getString("code_version"),
                model == null ? null : new ModelVersion(model, row.getString("model_version")),
                row.getObject("test_roc_auc", Double.class),
                error == null
                        ? null
                        : new RunError(error, Objects.requireNonNullElse(row.getString("error_detail"), "")),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getString("note"),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                metrics);
    }

    static Epoch epoch(ResultSet row) throws SQLException {
        return new Epoch(
                row.getInt("number"),
                row.getDouble("train_loss"),
                row.getDouble("train_accuracy"),
                row.getDouble("validation_loss"),
                row.getDouble("validation_accuracy"),
                row.getObject("validation_roc_auc", Double.class),
                row.getDouble("seconds"),
                row.getDouble("patches_per_second"),
                row.getDouble("seconds_waiting_for_data"),
                row.getLong("resident_bytes"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
