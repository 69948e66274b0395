package io.cancernet.dataset.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Datasets that the first release froze are read, and searched, as those of today. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class FirstReleaseIT {

    private static final String SLIDE = "5".repeat(32);
    private static final String EXTRACTION = "e".repeat(32);
    private static final String DOCUMENT = """
            {"dataset":"%s/1","manifest":{"key":"datasets/%s/1/manifest.jsonl.gz","sha256":"%s"},"mpp":4.0,\
            "leaky":false,"seed":7,"fractions":{"train":0.6,"validation":0.2,"test":0.2},"borderPatches":"keep",\
            "duplicatesLeftOut":1,"borderLeftOut":0,"unlabelledLeftOut":0,\
            "counts":[{"split":"train","cases":1,"negative":2,"positive":3}],\
            "slides":[{"slideId":"%s","caseId":"a","extractionId":"%s","split":"train"}],\
            "createdAt":"2026-11-01T00:00:00Z"}""";

    @Inject
    AgroalDataSource database;

    private final ServiceClient service = new ServiceClient();

    @Test
    void document_without_a_strategy_was_split_by_case() throws SQLException {
        execute(insert("frozen_dataset", "old-document"));

        ObjectNode dataset = service.get("datasets/old-document/1", 200);

        assertThat(dataset.path("strategy").asText()).isEqualTo("by-case");
        assertThat(dataset.path("seed").asInt()).isEqualTo(7);
        assertThat(dataset.path("fractions").path("train").asDouble()).isEqualTo(0.6);
        assertThat(dataset.has("fold")).isFalse();
        assertThat(service.get("datasets?name=old-document&strategy=by-case&leaky=false", 200)
                        .path("items"))
                .containsExactly(dataset);
    }

    @Test
    void migration_lists_the_slides_of_old_datasets() throws SQLException {
        flyway("0100").migrate();
        execute(insert("first_release.frozen_dataset", "old"));

        flyway("0103").migrate();

        assertThat(query("select name || ' ' || version || ' ' || slide_id || ' ' || extraction_id"
                        + " from first_release.dataset_slide"))
                .containsExactly("old 1 " + SLIDE + " " + EXTRACTION);
        assertThat(query("select strategy || ' ' || leaky from first_release.frozen_dataset"))
                .containsExactly("by-case false");
    }

    private Flyway flyway(String version) {
        return Flyway.configure()
                .dataSource(database)
                .schemas("first_release")
                .defaultSchema("first_release")
                .locations("db/common", "db/migration")
                .target(version)
                .load();
    }

    private static String insert(String table, String name) {
        String document = DOCUMENT.formatted(name, name, "a".repeat(64), SLIDE, EXTRACTION);
        return "insert into %s (name, version, manifest_sha256, document, created_at) values ('%s', 1, '%s', '%s', now())"
                .formatted(table, name, "a".repeat(64), document);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
