package io.cancernet.dataset.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.Topic;
import io.cancernet.embedded.EmbeddedStack;
import io.cancernet.embedded.Endpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ingest whose process is killed at many points ends as one that nobody disturbed. */
@Tag("soak")
class KilledIngestIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int CASES = 40;
    private static final int PATCHES = CASES * Sources.PATCHES_A_CASE;
    private static final String HEAP = "512m";
    /** Shards of a few patches each, so that a slide has several and is killed between them. */
    private static final Map<String, String> SETTINGS = Map.of("CANCERNET_INGEST_MAX_SHARD_BYTES", "30000");

    @TempDir
    Path directory;

    @Test
    void killed_at_eight_points_ends_as_undisturbed() {
        compareWithUndisturbed(List.of(
                ingest -> true,
                ingest -> ingest.path("state").asText().equals("ingesting"),
                ingest -> ingest.path("slidesDone").asInt() > 0,
                ingest -> ingest.path("slidesDone").asInt() > CASES / 8,
                ingest -> ingest.path("slidesDone").asInt() > CASES / 4,
                ingest -> ingest.path("slidesDone").asInt() > CASES / 2,
                ingest -> ingest.path("slidesDone").asInt() > CASES - 4,
                ingest -> ingest.path("state").asText().equals("ingested")));
    }

    /** @param kills each kills the service when the ingest has come so far */
    private void compareWithUndisturbed(List<Predicate<JsonNode>> kills) {
        Path sources = directory.resolve("sources");
        Path archive = Sources.archive(sources, CASES);
        Outcomes undisturbed;
        Map<String, Integer> counts;
        try (EmbeddedStack stack = stack("undisturbed");
                DatasetProcess service = DatasetProcess.start(stack.endpoints(), sources, HEAP, SETTINGS)) {
            counts = Outcomes.counts(service.awaitEnd(service.submit(archive), PATIENCE));
            undisturbed = awaitOutcomes(stack.endpoints());
        }
        try (EmbeddedStack stack = stack("killed")) {
            assertThat(Outcomes.counts(ingestKilled(stack.endpoints(), sources, archive, kills)))
                    .isEqualTo(counts);
            assertThat(awaitOutcomes(stack.endpoints())).isEqualTo(undisturbed);
        }
        assertThat(counts).containsEntry("in", PATCHES + 1).containsEntry("stored", PATCHES);
        assertThat(undisturbed.objects()).hasSizeGreaterThan(3 * CASES);
    }

    private static JsonNode ingestKilled(
            Endpoints servers, Path sources, Path archive, List<Predicate<JsonNode>> kills) {
        DatasetProcess service = DatasetProcess.start(servers, sources, HEAP, SETTINGS);
        try {
            String id = service.submit(archive);
            for (Predicate<JsonNode> kill : kills) {
                DatasetProcess running = service;
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> running.ingest(id), kill);
                service.kill();
                service = DatasetProcess.start(servers, sources, HEAP, SETTINGS);
            }
            JsonNode ended = service.awaitEnd(id, PATIENCE);
            awaitOutcomes(servers);
            return ended;
        } finally {
            service.close();
        }
    }

    /** Events come after the end of the ingest. */
    private static Outcomes awaitOutcomes(Endpoints servers) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> Outcomes.ids(servers, Topic.PATCHES_EXTRACTED, "patchId")
                                        .size()
                                == PATCHES
                        && Outcomes.ids(servers, Topic.SLIDES_INGESTED, "extractionId")
                                        .size()
                                == CASES);
        return Outcomes.of(servers);
    }

    private EmbeddedStack stack(String name) {
        return EmbeddedStack.builder(directory.resolve(name)).build().start();
    }
}
