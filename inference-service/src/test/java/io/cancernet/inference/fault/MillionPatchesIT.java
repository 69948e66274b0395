package io.cancernet.inference.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.event.SlideIngested;
import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectKeys;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLinesFile;
import io.cancernet.common.patch.PatchLocation;
import io.cancernet.common.testing.ServiceProcess;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.inference.testing.TestModels;
import io.cancernet.inference.testing.TestSlide;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slide of a million patches: queued and told in little memory, and an urgent slide does not wait for it. */
@Tag("soak")
class MillionPatchesIT {

    private static final Logger LOG = Logger.getLogger(MillionPatchesIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int PATCHES = 1_000_000;
    private static final int COLUMNS = 1_000;

    @TempDir
    Path directory;

    private InferenceStack stack;
    private ServiceProcess service;

    @BeforeEach
    void start() {
        stack = InferenceStack.start(directory);
        service = stack.instance("only");
        stack.publish(List.of(TestModels.stored(stack.store(), "million", 1, TestSlide.SIDE)));
        await().atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> service.get("models").toString().contains("\"live\""));
    }

    @AfterEach
    void stop() {
        service.close();
        stack.close();
    }

    @Test
    void urgentRequest_overtakesAMillion_andTheResultOfAMillionIsWritten() throws IOException, SQLException {
        SlideIngested large = large();
        TestSlide small = TestSlide.stored(stack.store(), "small", 200, 200);
        stack.publish(List.of(large, small.event()));
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> stack.number("select count(*) from slide") == 2);

        long begin = System.nanoTime();
        String backlog = request(large.slideId(), 0);
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> state(backlog).equals("scoring"));
        LOG.infof("a million patches queued in %.1f s", seconds(begin));
        begin = System.nanoTime();
        String urgent = request(small.slideId(), 1);
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> state(urgent).equals("finished"));
        long done = service.get("scoring-requests/" + backlog).path("scored").asLong();
        LOG.infof(
                "an urgent slide of 200 patches finished after %.1f s, with %d of the million done",
                seconds(begin), done);
        assertThat(done).isLessThan(PATCHES / 2);

        service.post("scoring-requests/" + backlog + "/cancel", 200, Map.of());
        String scored = scored(backlog);
        begin = System.nanoTime();
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> state(scored).equals("finished"));
        LOG.infof(
                "results of a million patches written in %.1f s; the service had %d MiB at most",
                seconds(begin), service.peakMemory());
        JsonNode result = service.get("scoring-requests/" + scored + "/result");
        assertThat(result.at("/counts/scored").asInt()).isEqualTo(PATCHES);
        assertThat(result.at("/counts/positive").asInt()).isEqualTo(PATCHES / 2);
        assertThat(result.at("/heatmapAlignment/width").asInt()).isEqualTo(COLUMNS);
    }

    /** A slide whose patches all have the same image. */
    private SlideIngested large() throws IOException {
        ExtractionId extraction = new ExtractionId(Hashes.identity("extraction", "large"));
        byte[] image = TestSlide.image(1);
        String shard = ObjectKeys.shard(extraction, 0);
        stack.store().put(shard, image, "application/x-tar");
        PatchLocation at = new PatchLocation(shard, 0, image.length, Sha256.of(image));
        try (JsonLinesFile index = JsonLinesFile.create(directory)) {
            for (int i = 0; i < PATCHES; i++) {
                int x = i % COLUMNS * TestSlide.SIDE;
                int y = i / COLUMNS * TestSlide.SIDE;
                index.add(new IndexLine(patch(i), x, y, TestSlide.SIDE, TestSlide.SIDE, null, null, at));
            }
            ObjectRef ref = new ObjectRef(ObjectKeys.index(extraction), index.finish());
            stack.store().put(ref.key(), index.path(), "application/gzip");
            return new SlideIngested(
                    new SlideId(Hashes.identity("slide", "large")),
                    new CaseId("large"),
                    extraction,
                    Purpose.DATASET,
                    PATCHES,
                    PATCHES,
                    0,
                    ref,
                    new MicronsPerPixel(4),
                    TestSlide.SIDE,
                    TestSlide.SIDE,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

    /** Its id is its number, so that the database can make it too. */
    private static PatchId patch(int number) {
        return new PatchId("%032x".formatted(number));
    }

    /** Another request of the same slide, as if all patches had been scored: that takes many minutes. */
    private String scored(String like) throws SQLException {
        String id = "all-scored";
        try (Connection database = stack.database()) {
            database.createStatement().execute("""
                    insert into score (score_id, patch_id, model_name, model_version, probability, threshold, positive,
                                       scored_at, latency_millis)
                    select md5('%1$s' || i), lpad(to_hex(i), 32, '0'), 'test-model', 'million', i / %2$d.0, 0.5,
                           i >= %2$d / 2, now(), 1
                      from generate_series(0, %2$d - 1) i;
                    insert into scoring_request (request_id, slide_id, case_id, extraction_id, index_key, index_sha256,
                                                 mpp, patch_width, patch_height, model_name, model_version, state,
                                                 announced, scored, created_at)
                    select '%1$s', slide_id, case_id, extraction_id, index_key, index_sha256, mpp, patch_width,
                           patch_height, model_name, model_version, 'scoring', announced, announced, now()
                      from scoring_request where request_id = '%3$s';
                    insert into request_patch (request_id, patch_id, score_id)
                    select '%1$s', lpad(to_hex(i), 32, '0'), md5('%1$s' || i) from generate_series(0, %2$d - 1) i;
                    analyze score; analyze request_patch;
                    insert into job (kind, id, priority) values ('finish-request', '%1$s', 0);
                    """.formatted(id, PATCHES, like));
        }
        return id;
    }

    private String request(SlideId slide, int priority) {
        return service.post("scoring-requests", 202, Map.of("slideId", slide.value(), "priority", priority))
                .path("requestId")
                .asText();
    }

    private String state(String request) {
        return service.get("scoring-requests/" + request).path("state").asText();
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
