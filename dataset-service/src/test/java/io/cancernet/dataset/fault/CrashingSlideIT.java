package io.cancernet.dataset.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.dataset.testing.SyntheticScn;
import io.cancernet.dataset.testing.SyntheticTiff;
import io.cancernet.embedded.EmbeddedStack;
import io.cancernet.embedded.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slide that ends its process in native code is given up soon, and holds nobody up. */
class CrashingSlideIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SHARD = "shard-00000.tar";

    @TempDir
    Path directory;

    private Path sources;
    private Path work;
    private EmbeddedStack stack;
    private StoreGate gate;
    private DatasetProcess service;

    @BeforeEach
    void startServers() throws IOException {
        sources = Files.createDirectories(directory.resolve("sources"));
        work = directory.resolve("work");
        stack = EmbeddedStack.builder(directory.resolve("stack")).build().start();
        gate = StoreGate.to(stack.s3());
        service = start();
        boolean installed = StreamSupport.stream(service.get("slides/formats").spliterator(), false)
                .anyMatch(each -> each.path("reader").asText().equals("openslide")
                        && each.path("available").asBoolean());
        Assumptions.assumeTrue(installed, "skipped: OpenSlide (libopenslide0) is not installed");
    }

    @AfterEach
    void stopServers() {
        service.close();
        gate.close();
        stack.close();
    }

    @Test
    void slide_whose_process_died_twice_is_rejected_and_others_go_on() throws IOException {
        StoreGate.Hold hold = gate.before(SHARD);
        String id = submit(scn());
        kill(hold, gate.before(SHARD));

        JsonNode rejected = service.awaitEnd(id, PATIENCE);
        assertThat(rejected.path("error").path("code").asText())
                .as(rejected.toString())
                .isEqualTo("slide-unreadable");
        assertThat(rejected.path("error").path("detail").asText()).contains("ended the process twice");
        assertThat(service.awaitEnd(submit(tiff()), PATIENCE).path("state").asText())
                .isEqualTo("ingested");
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left)
                    .as("its folder and lock alone, and none of the dead")
                    .hasSize(2);
        }
    }

    @Test
    @Tag("soak")
    void slide_whose_process_died_once_is_ingested() throws IOException {
        StoreGate.Hold hold = gate.before(SHARD);
        String id = submit(scn());
        kill(hold);

        assertIngested(id);
    }

    @Test
    @Tag("soak")
    void slide_that_java_reads_is_not_given_up_for_processes_that_died() throws IOException {
        StoreGate.Hold hold = gate.before(SHARD);
        String id = submit(tiff());
        kill(hold, gate.before(SHARD), gate.before(SHARD));

        assertIngested(id);
    }

    @Test
    @Tag("soak")
    void attempts_that_an_outage_ended_do_not_count() throws IOException {
        StoreGate.Hold hold = gate.before(SHARD);
        String id = submit(scn());
        hold.await();
        stack.stop(Server.S3);
        hold.drop();
        await().atMost(PATIENCE).until(() -> service.ingest(id).path("attempts").asInt() >= 3);
        stack.start(Server.S3);

        assertIngested(id);
    }

    private void assertIngested(String id) {
        JsonNode ingest = service.awaitEnd(id, PATIENCE);
        assertThat(ingest.path("state").asText()).as(ingest.toString()).isEqualTo("ingested");
    }

    /** Kills the service, and those that come after it, when it stores the first shard. */
    private void kill(StoreGate.Hold... holds) {
        for (StoreGate.Hold hold : holds) {
            hold.await();
            service.kill();
            hold.drop();
            service = start();
        }
    }

    private DatasetProcess start() {
        return DatasetProcess.start(
                stack.endpoints(),
                sources,
                "512m",
                Map.of(
                        "CANCERNET_OBJECT_STORE_ENDPOINT",
                        gate.address(),
                        "CANCERNET_INGEST_WORK_DIRECTORY",
                        work.toString()));
    }

    private String submit(Path slide) {
        return service.submit(slide, "\"patchSize\":64", "\"patchMpp\":1", "\"mpp\":0.25");
    }

    private Path scn() throws IOException {
        return SyntheticScn.of(768, 512, CrashingSlideIT::colour).write(sources.resolve("slide.scn"));
    }

    private Path tiff() throws IOException {
        return new SyntheticTiff(768, 512, CrashingSlideIT::colour).mpp(0.25).write(sources.resolve("slide.tif"));
    }

    private static int colour(int level, int x, int y) {
        int across = x << (2 * level);
        int down = y << (2 * level);
        if (across < 128 || down < 128) {
            return 0xF2F2F2;
        }
        int speckle = (across / 4 * 73_856_093 ^ down / 4 * 19_349_663) >>> 7 & 0x3F;
        return (0xC0 - speckle) << 16 | (0x60 - speckle) << 8 | (0xA0 - speckle);
    }
}
