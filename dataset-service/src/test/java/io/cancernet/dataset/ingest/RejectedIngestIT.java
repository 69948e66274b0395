package io.cancernet.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.cancernet.common.event.Topic;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tree;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources that are refused whole: a clear error, an event, and nothing stored. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class RejectedIngestIT {

    @Inject
    ObjectStore store;

    @Inject
    IngestConfig config;

    @Inject
    AgroalDataSource database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final ServiceClient service = new ServiceClient();
    private Path sources;
    private List<String> objectsBefore;
    private List<Integer> rowsBefore;

    @BeforeEach
    void remember() throws SQLException {
        sources = config.allowedRoots().orElseThrow().get(0);
        objectsBefore = store.list("");
        rowsBefore = rows();
    }

    @AfterEach
    void nothing_is_left() throws SQLException {
        await().untilAsserted(() -> assertThat(store.list("")).isEqualTo(objectsBefore));
        assertThat(rows()).isEqualTo(rowsBefore);
    }

    @Test
    void folder_without_images() {
        Path folder = new Tree().file("readme.txt", "no images").folder(sources.resolve("no-images"));

        assertRejected(service.ingest(folder), "no-images");
    }

    @Test
    void missing_folder() {
        assertRejected(service.ingest(sources.resolve("missing")), "source-unreadable");
    }

    @Test
    void truncated_zip() throws IOException {
        Path zip = new Tree().patches("cut", 2, 2).zip(sources.resolve("cut.zip"));
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(bytes, bytes.length / 2));

        assertRejected(service.ingest(zip), "source-unreadable");
    }

    @Test
    void zip_with_a_path_that_leaves_its_root() {
        Path zip =
                new Tree().patches("slip", 2, 2).file("../../evil.png", "evil").zip(sources.resolve("slip.zip"));

        assertRejected(service.ingest(zip), "unsafe-archive-path");
        assertThat(sources.resolve("../../evil.png")).doesNotExist();
    }

    @Test
    void zip_bomb() {
        Path zip = new Tree()
                .patches("bomb", 2, 2)
                .file("bomb/0/bomb_idx5_x901_y1_class0.png", new byte[50_000_000])
                .zip(sources.resolve("bomb.zip"));

        assertRejected(service.ingest(zip), "archive-too-large");
        assertRejected(
                service.awaitEnd(service.upload(zip, 202).path("ingestId").asText()), "archive-too-large");
    }

    @Test
    void upload_over_the_limit() {
        byte[] noise = new byte[21_000_000];
        new Random(1).nextBytes(noise);
        Path zip = new Tree().file("noise.png", noise).zip(sources.resolve("large.zip"));

        assertThat(service.upload(zip, 422).path("code").asText()).isEqualTo("archive-too-large");
    }

    private void assertRejected(ObjectNode ingest, String code) {
        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("rejected");
        assertThat(ingest.path("error").path("code").asText()).isEqualTo(code);
        assertThat(ingest.path("error").path("detail").asText()).isNotBlank();
        assertThat(ingest.path("stored").asInt()).isZero();
        String id = ingest.path("ingestId").asText();
        List<JsonNode> events = await().until(
                        () -> new TopicReader(bootstrapServers).events(Topic.SLIDES_REJECTED, "ingestId", id),
                        found -> !found.isEmpty());
        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("code").asText()).isEqualTo(code);
    }

    private List<Integer> rows() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("select (select count(*) from slide), (select count(*) from extraction),"
                                + " (select count(*) from ingest_slide), (select count(*) from quarantined_file)")) {
            result.next();
            return List.of(result.getInt(1), result.getInt(2), result.getInt(3), result.getInt(4));
        }
    }
}
