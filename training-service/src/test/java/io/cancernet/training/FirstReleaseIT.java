package io.cancernet.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.cancernet.common.json.Json;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.testing.EmbeddedStackResource;
import io.cancernet.training.json.JsonColumn;
import io.cancernet.training.model.ModelMetrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Models and promotions of the first release come through the migrations whole. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class FirstReleaseIT {

    private static final String SCHEMA = "first_release";
    private static final String SHA = "ab".repeat(32);
    private static final String RUN = """
            insert into first_release.run (run_id, state, dataset, manifest_key, manifest_sha256, mpp, leaky, recipe,
                    settings, seed, epochs_total, code_version, priority, environment, metrics, created_at)
            values ('%s', 'FINISHED', 'old/1', 'm', '%s', 4, %s, 'cancernet', '{}', 7, 1, '0.1', 0, '{}', %s, now())""";
    private static final String MODEL = """
            insert into first_release.model (name, version, run_id, dataset, recipe, weights_key, weights_sha256,
                    spec_key, spec_sha256, calibration_slope, calibration_intercept, threshold, input, test_roc_auc,
                    created_at)
            values ('cancernet', '%s', '%s', 'old/1', 'cancernet', 'models/w', '%s', 'models/s', '%s', 1, 0, 0.4, '{}',
                    0.9, now())""";
    private static final String PROMOTION = """
            insert into first_release.promotion (slot, model_name, model_version, promoted_by, reason, promoted_at)
            values ('live', 'cancernet', 'measured', 'n.ohara', 'the first', '2026-11-01T00:00:00Z')""";

    @Inject
    AgroalDataSource database;

    @Test
    void oldModels_haveTheirFilesMetricsAndPromotions() throws Exception {
        migrate("0101");
        execute(RUN.formatted(
                "measured",
                SHA,
                "true",
                "'{\"test\": {\"rocAuc\": 0.9, \"atThreshold\": {\"sensitivity\": 0.8}, \"note\": \"few cases\"}}'"));
        execute(RUN.formatted("unmeasured", SHA, "false", "null"));
        execute(MODEL.formatted("measured", "measured", SHA, SHA));
        execute(MODEL.formatted("unmeasured", "unmeasured", SHA, SHA));
        execute(PROMOTION);

        migrate("latest");

        JsonNode measured = row("select * from first_release.model where version = 'measured'");
        assertThat(measured.path("kind").asText()).isEqualTo("TRAINED");
        assertThat(measured.path("leaky").asBoolean()).isTrue();
        assertThat(JsonColumn.read(measured.path("metrics").toString(), ModelMetrics.class)
                        .values())
                .isEqualTo(Map.of(ModelMetrics.ROC_AUC, 0.9, ModelMetrics.SENSITIVITY, 0.8));
        assertThat(file(measured, "model.safetensors").key()).isEqualTo("models/w");
        assertThat(file(measured, "model.json").key()).isEqualTo("models/s");
        JsonNode unmeasured = row("select * from first_release.model where version = 'unmeasured'");
        assertThat(unmeasured.path("leaky").asBoolean(true)).isFalse();
        assertThat(unmeasured.path("metrics").isEmpty()).isTrue();
        JsonNode promotion = row("select * from first_release.promotion");
        assertThat(promotion.path("model_version").asText()).isEqualTo("measured");
        assertThat(promotion.path("promoted_by").asText()).isEqualTo("n.ohara");
        assertThat(promotion.path("gates").isEmpty()).isTrue();
        assertThat(promotion.path("restores").isNull()).isTrue();
    }

    private static ObjectRef file(JsonNode model, String name) {
        return JsonColumn.read(model.path("files").path(name).toString(), ObjectRef.class);
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(database)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .locations("db/common", "db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private JsonNode row(String sql) throws SQLException, IOException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select to_jsonb(found)::text from (" + sql + ") found")) {
            assertThat(rows.next()).isTrue();
            JsonNode row = Json.mapper().readTree(rows.getString(1));
            assertThat(rows.next()).as("one row alone").isFalse();
            return row;
        }
    }
}
