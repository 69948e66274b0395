package io.cancernet.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cancernet.common.event.Topic;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.dataset.testing.DatasetStack;
import io.cancernet.dataset.testing.ServiceClient;
import io.cancernet.dataset.testing.Tree;
import io.cancernet.embedded.Server;
import io.cancernet.embedded.SharedStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An ingest that loses its worker or a store on the way ends with the same counts and events. */
@QuarkusTest
@QuarkusTestResource(DatasetStack.class)
class InterruptedIngestIT {

    private static final int CASES = 40;
    private static final int PATCHES_A_CASE = 5;
    private static final int PATCHES = CASES * PATCHES_A_CASE;

    @Inject
    IngestConfig config;

    @Inject
    IngestWorker worker;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final ServiceClient service = new ServiceClient();
    private Path sources;

    @BeforeEach
    void findSources() {
        sources = config.allowedRoots().orElseThrow().get(0);
    }

    @Test
    void worker_stopped_in_the_middle() {
        String id = service.submit(manyCases("stopped"));
        awaitProgress(id);
        worker.stop();
        ObjectNode interrupted = service.ingest(id);

        worker.start();

        assertThat(interrupted.path("state").asText()).isEqualTo("ingesting");
        assertThat(interrupted.path("slidesDone").asInt()).isBetween(1, CASES - 1);
        assertWhole(id);
    }

    @Test
    void object_store_away() {
        SharedStack.stop(Server.S3);
        String id;
        try {
            id = service.submit(manyCases("no-store"));
            await().until(() -> service.ingest(id).path("state").asText().equals("ingesting"));
        } finally {
            SharedStack.start(Server.S3);
        }

        assertWhole(id);
    }

    @Test
    void broker_away() {
        SharedStack.stop(Server.KAFKA);
        String id;
        try {
            id = service.submit(manyCases("no-broker"));
            assertThat(service.awaitEnd(id).path("state").asText()).isEqualTo("ingested");
        } finally {
            SharedStack.start(Server.KAFKA);
        }

        assertWhole(id);
    }

    @Test
    void database_restarted_in_the_middle() {
        String id = service.submit(manyCases("no-database"));
        awaitProgress(id);
        SharedStack.stop(Server.POSTGRES);
        SharedStack.start(Server.POSTGRES);
        await().atMost(Duration.ofSeconds(60))
                .ignoreException(AssertionError.class)
                .untilAsserted(() -> service.ingest(id));

        assertWhole(id);
    }

    private Path manyCases(String name) {
        Tree tree = new Tree().file("readme.txt", "one file of no case");
        for (int i = 0; i < CASES; i++) {
            tree.patches(name + "-" + i, 2, PATCHES_A_CASE - 2);
        }
        return tree.folder(sources.resolve(name));
    }

    private void awaitProgress(String id) {
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> service.ingest(id).path("slidesDone").asInt() > 0);
    }

    private void assertWhole(String id) {
        ObjectNode ingest = service.awaitEnd(id);
        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        assertThat(ingest.path("in").asInt()).isEqualTo(PATCHES + 1);
        assertThat(ingest.path("stored").asInt()).isEqualTo(PATCHES);
        assertThat(ingest.path("quarantined").asInt()).isEqualTo(1);
        assertThat(ingest.path("slides").asInt()).isEqualTo(CASES);
        Set<String> slides = new HashSet<>();
        service.slides(id).forEach(slide -> slides.add(slide.path("slideId").asText()));
        assertThat(slides).hasSize(CASES);
        // At least once: an event may come again, but none is missing.
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> assertThat(patchIds(slides))
                .hasSize(PATCHES));
    }

    private Set<String> patchIds(Set<String> slides) {
        List<JsonNode> events = new TopicReader(bootstrapServers).events(Topic.PATCHES_EXTRACTED);
        Set<String> patches = new HashSet<>();
        for (JsonNode event : events) {
            if (slides.contains(event.path("slideId").asText())) {
                patches.add(event.path("patchId").asText());
            }
        }
        return patches;
    }
}
