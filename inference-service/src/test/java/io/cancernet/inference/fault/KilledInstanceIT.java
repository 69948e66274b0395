package io.cancernet.inference.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.testing.ServiceProcess;
import io.cancernet.common.testing.TopicReader;
import io.cancernet.inference.testing.TestModels;
import io.cancernet.inference.testing.TestSlide;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share the queue; one is killed, and each patch is scored once all the same. */
class KilledInstanceIT {

    private static final Logger LOG = Logger.getLogger(KilledInstanceIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int SIDE = 16;
    /** Patches that an instance may have taken: 500 for each of its three consumers. */
    private static final int UNDER_WAY = 1_500;

    @TempDir
    Path directory;

    private InferenceStack stack;
    private ServiceProcess first;
    private ServiceProcess second;

    @BeforeEach
    void startTwoInstances() {
        stack = InferenceStack.start(directory);
        first = stack.instance("first");
        second = stack.instance("second");
        stack.publish(List.of(TestModels.stored(stack.store(), "killed", 1, SIDE)));
        for (ServiceProcess each : List.of(first, second)) {
            await().atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(() -> each.get("models").toString().contains("\"live\""));
        }
    }

    @AfterEach
    void stopAll() {
        first.close();
        second.close();
        stack.close();
    }

    @Test
    void killedBetweenScoringAndStoring_whileDuplicatesComeInAnotherOrder() throws SQLException {
        int patches = 1_500;
        TestSlide slide = announced(patches);
        RequestId request;
        // Whoever stores scores waits for this lock: both instances stand in the middle of a batch when one is killed.
        try (Connection connection = stack.database()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("lock table score in share row exclusive mode");
            request = request(slide);
            await().atMost(PATIENCE).pollInterval(POLL).until(() -> stack.number("""
                select count(distinct a.application_name) from pg_locks l join pg_stat_activity a using (pid)
                 where l.relation = 'inference.score'::regclass and not l.granted\
                """) >= 2);
            first.kill();
            stack.publish(duplicates(slide, request, 300));
            assertThat(scored()).as("killed before anything was stored").isZero();
            connection.rollback();
        }
        assertEachScoredOnce(slide, request);
    }

    @Test
    @Tag("soak")
    void killedInTheMiddleOf50000_andAThirdJoins() {
        int patches = 50_000;
        TestSlide slide = announced(patches);
        long begin = System.nanoTime();
        RequestId request = request(slide);
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> scored() >= patches / 3);
        first.kill();
        long atDeath = scored();
        assertThat(atDeath).as("killed in the middle").isLessThan(patches);
        first = stack.instance("third");
        stack.publish(duplicates(slide, request, 1_000));

        assertEachScoredOnce(slide, request);
        LOG.infof("%d patches, killed after %d, in %.0f s", patches, atDeath, (System.nanoTime() - begin) / 1e9);
    }

    @Test
    @Tag("soak")
    void stoppedInTheMiddle_endsItsBatchesInTime_andFailsNothing() {
        int patches = 20_000;
        TestSlide slide = announced(patches);
        RequestId request = request(slide);
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> scored() >= patches / 4);
        assertThat(scored()).as("stopped in the middle").isLessThan(patches);
        long begin = System.nanoTime();
        first.signal("TERM");
        // Less than what Kubernetes and compose leave it.
        await().atMost(Duration.ofSeconds(60)).pollInterval(POLL).until(() -> !first.isAlive());
        LOG.infof("ended %.1f s after it was asked to", (System.nanoTime() - begin) / 1e9);
        assertEachScoredOnce(slide, request);
        TopicReader reader = new TopicReader(stack.servers().kafka().bootstrapServers());
        // A batch that ended while its consumer was closed is not committed: it is told again, with the same scores.
        assertThat(reader.events(Topic.PATCHES_SCORED, "requestId", request.value()))
                .hasSizeBetween(patches, patches + UNDER_WAY);
    }

    @Test
    @Tag("soak")
    void instanceThatFreezesAndWakesAsAZombie_changesNothing() {
        int patches = 10_000;
        TestSlide slide = announced(patches);
        RequestId request = request(slide);
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> scored() >= patches / 4);
        first.signal("STOP");
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> state(second, request)
                .equals("finished"));
        first.signal("CONT");
        TestSlide more = announced("more", 500);
        RequestId next = request(more);

        assertEachScoredOnce(slide, request);
        assertEachScoredOnce(more, next);
    }

    private TestSlide announced(int patches) {
        return announced("shared", patches);
    }

    private TestSlide announced(String name, int patches) {
        ObjectStore store = stack.store();
        TestSlide slide = TestSlide.stored(store, name, patches, 500);
        stack.publish(List.of(slide.event()));
        return slide;
    }

    private RequestId request(TestSlide slide) {
        await().atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> stack.number("select count(*) from slide where slide_id = '%s'".formatted(slide.slideId()))
                        == 1);
        return new RequestId(second.post(
                        "scoring-requests",
                        202,
                        Map.of("slideId", slide.slideId().value()))
                .path("requestId")
                .asText());
    }

    /** Patches of a request once more, last ones first. */
    private static List<PatchQueued> duplicates(TestSlide slide, RequestId request, int count) {
        List<PatchQueued> again = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(patch -> slide.queued(patch, request))
                .toList());
        Collections.reverse(again);
        return again;
    }

    private long scored() {
        return stack.number("select count(*) from score");
    }

    private static String state(ServiceProcess instance, RequestId request) {
        return instance.get("scoring-requests/" + request).path("state").asText();
    }

    private void assertEachScoredOnce(TestSlide slide, RequestId request) {
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> state(second, request)
                .equals("finished"));
        int patches = slide.lines().size();
        JsonNode finished = second.get("scoring-requests/" + request);
        assertThat(finished.path("scored").asInt()).isEqualTo(patches);
        assertThat(finished.path("failed").asInt()).isZero();
        assertThat(stack.number("select count(*) from score where slide_id = '%s'".formatted(slide.slideId())))
                .isEqualTo(patches);
        Map<String, String> told = told(request, patches);
        assertThat(told.keySet())
                .containsExactlyInAnyOrderElementsOf(slide.lines().stream()
                        .map(line -> line.patchId().value())
                        .toList());
    }

    /** What was told of each patch; what is told twice must be the same. */
    private Map<String, String> told(RequestId request, int patches) {
        TopicReader reader = new TopicReader(stack.servers().kafka().bootstrapServers());
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            Map<String, String> told = new HashMap<>();
                            for (JsonNode each : reader.events(Topic.PATCHES_SCORED, "requestId", request.value())) {
                                String before = told.put(each.path("patchId").asText(), each.toString());
                                assertThat(before).isIn(null, each.toString());
                            }
                            return told;
                        },
                        told -> told.size() >= patches);
    }
}
