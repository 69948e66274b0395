package io.cancernet.dataset.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.Topic;
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

/** Ingests that are killed, or lose a server on the way, end as those that nobody disturbed. */
@Tag("soak")
class DisturbedIngestIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SECOND_SHARD = "shard-00001.tar";
    private static final String CELLS = "cells.jsonl.gz";
    private static final String INDEX = "index.jsonl.gz";
    private static final int CASES = 12;

    @TempDir
    private static Path directory;

    private static Path sources;
    private static Path slide;
    private static Path archive;
    /** Of the slide alone, and of slide and archive. */
    private static Undisturbed one;

    private static Undisturbed both;

    private EmbeddedStack stack;
    private StoreGate gate;
    private DatasetProcess service;

    /** What the last ingest counts and all of them leave behind when nothing goes wrong. */
    private record Undisturbed(Map<String, Integer> counts, Outcomes outcomes) {}

    @BeforeAll
    static void ingestUndisturbed() throws IOException {
        sources = Files.createDirectories(directory.resolve("sources"));
        slide = Sources.slide(sources);
        archive = Sources.archive(sources, CASES);
        try (EmbeddedStack quiet = EmbeddedStack.builder(directory.resolve("quiet"))
                        .build()
                        .start();
                DatasetProcess service = start(quiet.endpoints(), quiet.s3().endpoint())) {
            one = undisturbed(service.awaitEnd(submit(service), PATIENCE), quiet.endpoints(), 0, 1);
            int patches = one.counts().getOrDefault("stored", 0);
            both = undisturbed(
                    service.awaitEnd(service.submit(archive), PATIENCE), quiet.endpoints(), patches, 1 + CASES);
        }
        assertThat(one.counts()).containsEntry("in", Sources.CELLS);
        assertThat(one.counts().get("quarantined")).isPositive();
        assertThat(one.outcomes().objects().keySet())
                .as("shards enough to be disturbed between them")
                .anyMatch(key -> key.endsWith("shard-00003.tar"));
        assertThat(both.counts()).containsEntry("stored", CASES * Sources.PATCHES_A_CASE);
    }

    private static Undisturbed undisturbed(JsonNode ingest, Endpoints servers, int patchesBefore, int slides) {
        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        Map<String, Integer> counts = Outcomes.counts(ingest);
        return new Undisturbed(
                counts, awaitOutcomes(servers, patchesBefore + counts.getOrDefault("stored", 0), slides));
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
    void every_server_goes_away_once_and_the_service_is_killed_twice() {
        StoreGate.Hold storeGoes = gate.before(SECOND_SHARD);
        String id = submit(service);
        storeGoes.await();
        stack.stop(Server.S3);
        storeGoes.release();
        service.awaitLog("ingest " + id + " waits");
        StoreGate.Hold killed = gate.before(INDEX);
        stack.start(Server.S3);

        killed.await();
        service.kill();
        killed.drop();
        StoreGate.Hold databaseGoes = gate.after(INDEX);
        service = start(stack.endpoints(), gate.address());

        databaseGoes.await();
        stack.stop(Server.POSTGRES);
        stack.stop(Server.KAFKA);
        databaseGoes.release();
        service.awaitLog("ingest jobs wait");
        stack.start(Server.POSTGRES);
        service.awaitEnd(id, PATIENCE);
        StoreGate.Hold index = gate.after(INDEX);
        String other = service.submit(archive);
        for (int done = 0; done < CASES / 3; done++) {
            index.await();
            StoreGate.Hold next = gate.after(INDEX);
            index.release();
            index = next;
        }
        index.await();
        service.kill();
        index.drop();
        stack.start(Server.KAFKA);
        service = start(stack.endpoints(), gate.address());

        assertThat(Outcomes.counts(service.ingest(id))).isEqualTo(one.counts());
        assertEndsAs(both, other);
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

        assertEndsAs(one, id);
        assertThat(service.ingest(id).path("attempts").asInt()).isEqualTo(points.size() + 1);
    }

    @Test
    void killed_when_it_is_committed_and_nothing_of_it_is_announced() {
        stack.stop(Server.KAFKA);
        String id = submit(service);
        service.awaitEnd(id, PATIENCE);
        service.kill();
        stack.start(Server.KAFKA);
        service = start(stack.endpoints(), gate.address());

        assertEndsAs(one, id);
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

        assertEndsAs(one, id);
    }

    @Test
    void database_goes_away_before_the_commit() {
        StoreGate.Hold hold = gate.after(INDEX);
        String id = submit(service);
        hold.await();
        stack.stop(Server.POSTGRES);
        hold.release();
        service.awaitLog("ingest jobs wait");
        stack.start(Server.POSTGRES);

        assertEndsAs(one, id);
    }

    @Test
    void broker_goes_away_while_cutting() {
        StoreGate.Hold hold = gate.before(SECOND_SHARD);
        String id = submit(service);
        hold.await();
        stack.stop(Server.KAFKA);
        hold.release();
        service.awaitEnd(id, PATIENCE);
        stack.start(Server.KAFKA);

        assertEndsAs(one, id);
    }

    private void assertEndsAs(Undisturbed expected, String id) {
        JsonNode ingest = service.awaitEnd(id, PATIENCE);
        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
        assertThat(Outcomes.counts(ingest)).isEqualTo(expected.counts());
        Outcomes outcomes = expected.outcomes();
        assertThat(awaitOutcomes(
                        stack.endpoints(),
                        outcomes.patches().size(),
                        outcomes.slides().size()))
                .isEqualTo(outcomes);
    }

    /** Events come after the end of an ingest; what comes too much is seen as well, since all of one come together. */
    private static Outcomes awaitOutcomes(Endpoints servers, int patches, int slides) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> Outcomes.ids(servers, Topic.PATCHES_EXTRACTED, "patchId")
                                        .size()
                                >= patches
                        && Outcomes.ids(servers, Topic.SLIDES_INGESTED, "extractionId")
                                        .size()
                                >= slides);
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
}
