package io.cancernet.dataset.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.Topic;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.embedded.EmbeddedStack;
import io.cancernet.embedded.Endpoints;
import io.cancernet.embedded.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole slide whose ingest is killed, or loses a server on the way, ends as one that nobody disturbed. */
class DisturbedSlideIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SECOND_SHARD = "shard-00001.tar";
    private static final String CELLS = "cells.jsonl.gz";
    private static final String INDEX = "index.jsonl.gz";
    private static final int COLUMNS = 12;
    private static final int ROWS = 8;

    @TempDir
    private static Path directory;

    private static Path sources;
    private static Path slide;
    private static Map<String, Integer> counts;
    private static Outcomes undisturbed;

    private EmbeddedStack stack;
    private StoreGate gate;
    private DatasetProcess service;

    @BeforeAll
    static void ingestUndisturbed() throws IOException {
        sources = Files.createDirectories(directory.resolve("sources"));
        slide = new SyntheticTiff(
                        COLUMNS * 128, ROWS * 128, (level, x, y) -> colour(x << (2 * level), y << (2 * level)))
                .levels(1, 4)
                .mpp(0.5)
                .write(sources.resolve("slide.tif"));
        try (EmbeddedStack quiet = EmbeddedStack.builder(directory.resolve("quiet"))
                        .build()
                        .start();
                DatasetProcess service = start(quiet.endpoints(), quiet.s3().endpoint())) {
            JsonNode ingest = service.awaitEnd(submit(service), PATIENCE);
            assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
            counts = Outcomes.counts(ingest);
            assertThat(counts).containsEntry("in", COLUMNS * ROWS);
            assertThat(counts.get("quarantined")).isPositive();
            undisturbed = awaitOutcomes(quiet.endpoints());
            assertThat(undisturbed.objects().keySet())
                    .as("shards enough to be disturbed between them")
                    .anyMatch(key -> key.endsWith("shard-00003.tar"));
        }
    }

    @BeforeEach
    void startServers() throws IOException {
        Path data = Files.createTempDirectory(directory, "disturbed-");
        stack = EmbeddedStack.builder(data).build().start();
        gate = StoreGate.to(stack.s3());
        service = start(stack.endpoints(), gate.address());
    }

    @AfterEach
    void stopServers() {
        service.close();
        gate.close();
        stack.close();
    }

    @Test
    void killed_while_cutting_and_between_storing_and_committing() {
        List<Function<StoreGate, StoreGate.Hold>> points = List.of(
                way -> way.before(SECOND_SHARD),
                way -> way.after(SECOND_SHARD),
                way -> way.after(CELLS),
                way -> way.before(INDEX),
                way -> way.after(INDEX));
        StoreGate.Hold hold = points.get(0).apply(gate);
        String id = submit(service);
        for (int i = 0; i < points.size(); i++) {
            hold.await();
            assertThat(service.ingest(id).path("state").asText()).isEqualTo("ingesting");
            service.kill();
            hold.drop();
            if (i + 1 < points.size()) {
                hold = points.get(i + 1).apply(gate);
            }
            service = start(stack.endpoints(), gate.address());
        }

        assertEndsAsUndisturbed(id);
        assertThat(service.ingest(id).path("attempts").asInt()).isEqualTo(points.size() + 1);
    }

    @Test
    @Tag("soak")
    void killed_when_it_is_committed_and_nothing_of_it_is_announced() {
        stack.stop(Server.KAFKA);
        String id = submit(service);
        service.awaitEnd(id, PATIENCE);
        service.kill();
        stack.start(Server.KAFKA);
        service = start(stack.endpoints(), gate.address());

        assertEndsAsUndisturbed(id);
    }

    @Test
    void object_store_goes_away_while_cutting() {
        StoreGate.Hold hold = gate.before(SECOND_SHARD);
        String id = submit(service);
        hold.await();
        stack.stop(Server.S3);
        hold.release();
        service.awaitLog("ingest " + id + " waits");
        assertThat(service.ingest(id).path("state").asText()).isEqualTo("ingesting");
        stack.start(Server.S3);

        assertEndsAsUndisturbed(id);
    }

    @Test
    @Tag("soak")
    void database_goes_away_before_the_commit() {
        StoreGate.Hold hold = gate.after(INDEX);
        String id = submit(service);
        hold.await();
        stack.stop(Server.POSTGRES);
        hold.release();
        service.awaitLog("ingest jobs wait");
        stack.start(Server.POSTGRES);

        assertEndsAsUndisturbed(id);
    }

    @Test
    @Tag("soak")
    void broker_goes_away_while_cutting() {
        StoreGate.Hold hold = gate.before(SECOND_SHARD);
        String id = submit(service);
        hold.await();
        stack.stop(Server.KAFKA);
        hold.release();
        service.awaitEnd(id, PATIENCE);
        stack.start(Server.KAFKA);

        assertEndsAsUndisturbed(id);
    }

    private void assertEndsAsUndisturbed(String id) {
        JsonNode ingest = service.awaitEnd(id, PATIENCE);
        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        assertThat(Outcomes.counts(ingest)).isEqualTo(counts);
        assertThat(awaitOutcomes(stack.endpoints())).isEqualTo(undisturbed);
    }

    /** Events come after the end of the ingest; what comes too much is seen as well, since all of them come together. */
    private static Outcomes awaitOutcomes(Endpoints servers) {
        int stored = counts.getOrDefault("stored", 0);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> Outcomes.ids(servers, Topic.PATCHES_EXTRACTED, "patchId")
                                        .size()
                                >= stored
                        && !Outcomes.ids(servers, Topic.SLIDES_INGESTED, "extractionId")
                                .isEmpty());
        return Outcomes.of(servers);
    }

    private static DatasetProcess start(Endpoints servers, String store) {
        // Shards of a few patches each, and patches in turn with the storing of shards.
        return DatasetProcess.start(
                servers,
                sources,
                "512m",
                Map.of("CANCERNET_INGEST_MAX_SHARD_BYTES", "12000", "CANCERNET_OBJECT_STORE_ENDPOINT", store));
    }

    private static String submit(DatasetProcess service) {
        return service.submit(slide, "\"patchSize\":64", "\"patchMpp\":1", "\"label\":1");
    }

    private static int colour(int x, int y) {
        boolean tissue = x >= 128 && x < COLUMNS * 128 - 128 && y >= 128 && y < ROWS * 128 - 128;
        if (!tissue) {
            return 0xF2F2F2;
        }
        // Speckled: a patch of one colour would count as out of focus.
        int speckle = (x / 4 * 73_856_093 ^ y / 4 * 19_349_663) >>> 7 & 0x3F;
        return (0xC0 - speckle) << 16 | (0x60 - speckle) << 8 | (0xA0 - speckle);
    }
}
