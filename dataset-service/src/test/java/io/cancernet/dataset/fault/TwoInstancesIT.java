package io.cancernet.dataset.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.Topic;
import io.cancernet.dataset.testing.Tree;
import io.cancernet.embedded.EmbeddedStack;
import io.cancernet.embedded.Endpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share the work; one that was away too long can no longer write, one that ends hands its work on. */
class TwoInstancesIT {

    private static final Logger LOG = Logger.getLogger(TwoInstancesIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ARCHIVES = 4;
    private static final int CASES = 6;
    private static final int MANY_CASES = 150;
    private static final int PATCHES = ARCHIVES * CASES * 5;

    @TempDir
    Path directory;

    @Test
    void instance_that_was_frozen_is_taken_over_and_writes_nothing_more() {
        Path sources = directory.resolve("sources");
        List<Path> archives = archives(sources);
        try (EmbeddedStack stack = EmbeddedStack.builder(directory.resolve("stack"))
                        .build()
                        .start();
                DatasetProcess first = DatasetProcess.start(stack.endpoints(), sources, "512m", Map.of());
                DatasetProcess second = DatasetProcess.start(stack.endpoints(), sources, "512m", Map.of())) {
            List<String> ids = archives.stream().map(first::submit).toList();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> ids.stream()
                    .anyMatch(id -> second.ingest(id).path("slidesDone").asInt() > 0));
            first.signal("STOP");
            List<JsonNode> ended = new ArrayList<>();
            ids.forEach(id -> ended.add(second.awaitEnd(id, PATIENCE)));
            first.signal("CONT");

            assertThat(ended).allSatisfy(ingest -> {
                assertThat(ingest.path("state").asText()).isEqualTo("ingested");
                assertThat(ingest.path("stored").asInt()).isEqualTo(CASES * 5);
            });
            // The thawed instance works on: what it does comes after anything it may have wanted to finish.
            Path last = new Tree().patches("last", 1, 1).folder(sources.resolve("last"));
            second.signal("STOP");
            first.awaitEnd(first.submit(last), PATIENCE);
            second.signal("CONT");
            assertThat(first.isAlive()).isTrue();
            List<JsonNode> now = ids.stream().map(first::ingest).toList();
            assertThat(now).isEqualTo(ended);
            assertEventsAreWhole(stack.endpoints());
        }
    }

    @Test
    @Tag("soak")
    void instance_that_is_asked_to_end_hands_its_ingest_on_at_once() throws IOException {
        Path sources = directory.resolve("sources");
        try (EmbeddedStack stack = EmbeddedStack.builder(directory.resolve("stack"))
                        .build()
                        .start();
                DatasetProcess stays = start(stack, sources)) {
            JsonNode archive = handedOn(stack, sources, stays, Sources.archive(sources, MANY_CASES), "slidesDone");
            assertThat(archive.path("slidesDone").asInt()).isEqualTo(MANY_CASES);
            assertThat(archive.path("stored").asInt()).isEqualTo(MANY_CASES * Sources.PATCHES_A_CASE);

            JsonNode slide = handedOn(stack, sources, stays, Sources.slide(sources), "in");
            assertThat(slide.path("slidesDone").asInt()).isOne();
            assertThat(Outcomes.ids(stack.endpoints(), Topic.SLIDES_REJECTED, "reference"))
                    .isEmpty();
        }
    }

    /**
     * Ingests a source on an instance that is asked to end in the middle.
     *
     * @param begun a number of the ingest that is above zero then
     * @return how the ingest ended on the instance that stays
     */
    private static JsonNode handedOn(
            EmbeddedStack stack, Path sources, DatasetProcess stays, Path source, String begun) {
        try (DatasetProcess ends = start(stack, sources)) {
            stays.signal("STOP");
            String id = ends.submit(source, "\"mpp\":0.5");
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> ends.ingest(id).path(begun).asInt() > 0);
            stays.signal("CONT");
            Instant asked = Instant.now();
            ends.signal("TERM");
            // Its log names the ingest when it does something for it.
            stays.awaitLog(id);
            Duration until = Duration.between(asked, Instant.now());
            assertThat(ends.awaitEnd(PATIENCE)).as("ended by the signal").isEqualTo(128 + 15);
            LOG.infof(
                    "%s went on %d ms after the stop was asked for, and the process had ended after %d ms",
                    source.getFileName(),
                    until.toMillis(),
                    Duration.between(asked, Instant.now()).toMillis());
            JsonNode ended = stays.awaitEnd(id, PATIENCE);
            assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("ingested");
            return ended;
        }
    }

    private static DatasetProcess start(EmbeddedStack stack, Path sources) {
        return DatasetProcess.start(stack.endpoints(), sources, "512m", Map.of("CANCERNET_INGEST_LEASE", "10m"));
    }

    private static void assertEventsAreWhole(Endpoints servers) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(
                        Outcomes.ids(servers, Topic.PATCHES_EXTRACTED, "patchId"))
                .hasSize(PATCHES + 2));
        assertThat(Outcomes.ids(servers, Topic.SLIDES_INGESTED, "extractionId")).hasSize(ARCHIVES * CASES + 1);
    }

    private static List<Path> archives(Path sources) {
        List<Path> archives = new ArrayList<>();
        for (int i = 0; i < ARCHIVES; i++) {
            Tree tree = new Tree();
            for (int j = 0; j < CASES; j++) {
                tree.patches("shared-" + i + "-" + j, 2, 3);
            }
            archives.add(tree.folder(sources.resolve("archive-" + i)));
        }
        return archives;
    }
}
