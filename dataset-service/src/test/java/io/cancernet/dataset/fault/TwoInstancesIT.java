package io.cancernet.dataset.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.Topic;
import io.cancernet.dataset.testing.Tree;
import io.cancernet.embedded.EmbeddedStack;
import io.cancernet.embedded.Endpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share the work; one that was away too long can no longer write. */
class TwoInstancesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ARCHIVES = 4;
    private static final int CASES = 6;
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
