package io.cancernet.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tree;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources that change or go away half-way: refused with a reason, and what was done before stays whole. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class ChangingSourceIT {

    private static final int CASES = 120;

    @Inject
    ObjectStore store;

    @Inject
    IngestConfig config;

    private final ServiceClient service = new ServiceClient();
    private Path sources;

    @BeforeEach
    void findSources() {
        sources = config.allowedRoots().orElseThrow().get(0);
    }

    @Test
    void folder_that_goes_away() throws IOException {
        Path folder = cases("gone");
        String id = service.submit(folder);
        awaitProgress(id);
        Files.move(folder, sources.resolve("gone-elsewhere"));

        assertRejectedHalfWay(id);
    }

    @Test
    void archive_that_is_written_anew() throws IOException {
        Path archive = tree("rewritten").tar(sources.resolve("rewritten.tar.gz"));
        String id = service.submit(archive);
        awaitProgress(id);
        Files.write(archive, new byte[] {1, 2, 3});

        assertRejectedHalfWay(id);
    }

    @Test
    void folder_that_something_is_added_to() throws IOException {
        Path folder = cases("added");
        String id = service.submit(folder);
        awaitProgress(id);
        Files.writeString(folder.resolve("late.txt"), "late");

        ObjectNode ingest = service.awaitEnd(id);

        assertThat(ingest.path("error").path("code").asText()).isEqualTo("source-changed");
        assertThat(ingest.path("error").path("detail").asText())
                .contains("Slides that were done stay", "not stored twice");
        assertThat(service.slides(id)).hasSize(CASES);
    }

    private Path cases(String name) {
        return tree(name).folder(sources.resolve(name));
    }

    private static Tree tree(String name) {
        Tree tree = new Tree();
        for (int i = 0; i < CASES; i++) {
            tree.patches(name + "-" + i, 1, 1);
        }
        return tree;
    }

    private void awaitProgress(String id) {
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> service.ingest(id).path("slidesDone").asInt() > 0);
    }

    private void assertRejectedHalfWay(String id) {
        ObjectNode ingest = service.awaitEnd(id);
        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("rejected");
        assertThat(ingest.path("error").path("code").asText()).isEqualTo("source-changed");
        assertThat(ingest.path("error").path("detail").asText()).contains("Slides that were done stay");
        List<JsonNode> slides = service.slides(id);
        assertThat(slides).hasSizeBetween(1, CASES - 1);
        for (JsonNode slide : slides) {
            assertThat(slide.path("stored").asInt()).isEqualTo(2);
            assertThat(store.exists(slide.path("indexKey").asText())).isTrue();
        }
    }
}
