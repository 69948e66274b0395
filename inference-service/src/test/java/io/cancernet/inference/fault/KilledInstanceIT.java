package io.cancernet.inference.fault;

import static io.cancernet.inference.fault.InferenceStack.PATIENCE;
import static io.cancernet.inference.fault.InferenceStack.POLL;
import static io.cancernet.inference.fault.InferenceStack.awaitFinished;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.event.Topic;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.objectstore.ObjectKeys;
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
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share the work; one is killed or freezes, and each patch is scored once and each result told once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledInstanceIT {

    private static final Logger LOG = Logger.getLogger(KilledInstanceIT.class);
    private static final int SIDE = 16;
    /** Patches that an instance may have taken: 500 for each of its three consumers. */
    private static final int UNDER_WAY = 1_500;

    private final Map<String, ServiceProcess> instances = new HashMap<>();
    private InferenceStack stack;

    @BeforeAll
    void startServers(@TempDir Path directory) {
        stack = InferenceStack.start(directory);
    }

    @BeforeEach
    void startTwoInstances() {
        boolean fresh = instances.isEmpty();
        start("first");
        start("second");
        if (fresh) {
            stack.publish(List.of(TestModels.stored(stack.store(), "killed", 1, SIDE)));
        }
        instances.values().forEach(each -> await().atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> each.get("models").toString().contains("\"state\":\"live\"")));
    }

    private void start(String name) {
        ServiceProcess before = instances.get(name);
        if (before == null || !before.isAlive()) {
            instances.put(name, stack.instance(name));
        }
    }

    private ServiceProcess instance(String name) {
        return Objects.requireNonNull(instances.get(name));
    }

    @AfterAll
    void stopAll() {
        instances.values().forEach(ServiceProcess::close);
        stack.close();
    }

    @Test
    void killedBetweenScoringAndStoring_whileDuplicatesComeInAnotherOrder() throws SQLException {
        TestSlide slide = stack.announced("killed", 1_500);
        RequestId request;
        // Whoever stores scores waits for this lock: both instances stand in the middle of a batch when one is killed.
        try (Connection connection = stack.database()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("lock table score in share row exclusive mode");
            request = stack.request(slide, instance("second"));
            stack.awaitWaiting("score", 2);
            instance("first").kill();
            stack.publish(duplicates(slide, request, 300));
            assertThat(scored(slide)).as("killed before anything was stored").isZero();
            connection.rollback();
        }
        assertEachScoredOnce(slide, request);
    }

    @Test
    @Tag("soak")
    void killedInTheMiddleOf50000_andAThirdJoins() {
        int patches = 50_000;
        TestSlide slide = stack.announced("killed-50000", patches);
        long begin = System.nanoTime();
        RequestId request = stack.request(slide, instance("second"));
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> scored(slide) >= patches / 3);
        instance("first").kill();
        long atDeath = scored(slide);
        assertThat(atDeath).as("killed in the middle").isLessThan(patches);
        start("first");
        stack.publish(duplicates(slide, request, 1_000));

        assertEachScoredOnce(slide, request);
        LOG.infof("%d patches, killed after %d, in %.0f s", patches, atDeath, (System.nanoTime() - begin) / 1e9);
    }

    @Test
    @Tag("soak")
    void stoppedInTheMiddle_endsItsBatchesInTime_andFailsNothing() {
        int patches = 20_000;
        TestSlide slide = stack.announced("stopped", patches);
        RequestId request = stack.request(slide, instance("second"));
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> scored(slide) >= patches / 4);
        assertThat(scored(slide)).as("stopped in the middle").isLessThan(patches);
        long begin = System.nanoTime();
        instance("first").signal("TERM");
        // Less than what Kubernetes and compose leave it.
        await().atMost(Duration.ofSeconds(60)).pollInterval(POLL).until(() -> !instance("first")
                .isAlive());
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
        TestSlide slide = stack.announced("frozen", patches);
        RequestId request = stack.request(slide, instance("second"));
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> scored(slide) >= patches / 4);
        instance("first").signal("STOP");
        awaitFinished(instance("second"), request);
        instance("first").signal("CONT");
        TestSlide more = stack.announced("frozen-more", 500);
        RequestId next = stack.request(more, instance("second"));

        assertEachScoredOnce(slide, request);
        assertEachScoredOnce(more, next);
    }

    @Test
    void killedWithTheFilesWrittenAndNothingTold_theOtherWritesAndTellsThem() throws SQLException {
        TestSlide slide = stack.announced("killed-writer", 300);
        // Who ends a request waits for this lock, with all files written.
        Written written = killedOrFrozen(slide, "request_result", "share row exclusive", ServiceProcess::kill);

        awaitFinished(written.other(), written.request());

        assertToldOnceWithItsFiles(slide, written.request());
    }

    @Test
    void writerThatFreezesBeforeItsFilesAndWakesAsAZombie_changesNoFileThatWasTold() throws SQLException {
        TestSlide slide = stack.announced("frozen-writer", 300);
        // Who writes results waits for this lock, before the first file.
        Written written = killedOrFrozen(slide, "model", "access exclusive", writer -> writer.signal("STOP"));
        awaitFinished(written.other(), written.request());
        assertToldOnceWithItsFiles(slide, written.request());

        written.writer().signal("CONT");

        written.writer().awaitLog("on finish-request %s is no longer held".formatted(written.request()));
        assertToldOnceWithItsFiles(slide, written.request());
        assertThat(stack.store().list(ObjectKeys.results(written.request())))
                .as("nothing of the zombie's")
                .hasSize(3);
    }

    /** A request whose writer was stopped in the middle. */
    private record Written(RequestId request, ServiceProcess writer, ServiceProcess other) {}

    private Written killedOrFrozen(TestSlide slide, String table, String mode, Consumer<ServiceProcess> stop)
            throws SQLException {
        try (Connection scores = stack.database();
                Connection results = stack.database()) {
            scores.setAutoCommit(false);
            results.setAutoCommit(false);
            scores.createStatement().execute("lock table score in share row exclusive mode");
            RequestId request = stack.request(slide, instance("second"));
            stack.awaitWaiting("score", 1);
            results.createStatement().execute("lock table %s in %s mode".formatted(table, mode));
            scores.rollback();
            String writer = stack.awaitWaiting(table, 1).iterator().next();
            stop.accept(instance(writer));
            results.rollback();
            return new Written(request, instance(writer), instance(writer.equals("first") ? "second" : "first"));
        }
    }

    private void assertToldOnceWithItsFiles(TestSlide slide, RequestId request) {
        TopicReader reader = new TopicReader(stack.servers().kafka().bootstrapServers());
        JsonNode told = await().atMost(PATIENCE)
                .until(
                        () -> reader.events(Topic.SLIDES_SCORED, "requestId", request.value()),
                        events -> !events.isEmpty())
                .get(0);
        assertThat(reader.events(Topic.SLIDES_SCORED, "requestId", request.value()))
                .hasSize(1);
        assertThat(told.path("scored").asInt()).isEqualTo(slide.lines().size());
        for (String file : List.of("heatmap", "geojson", "result")) {
            byte[] written =
                    stack.store().get(told.at("/%s/key".formatted(file)).asText());
            assertThat(Sha256.of(written).value())
                    .as(file)
                    .isEqualTo(told.at("/%s/sha256".formatted(file)).asText());
        }
        assertThat(stack.number("select count(*) from job where id = '%s'".formatted(request)))
                .isZero();
    }

    /** Patches of a request once more, last ones first. */
    private static List<PatchQueued> duplicates(TestSlide slide, RequestId request, int count) {
        List<PatchQueued> again = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(patch -> slide.queued(patch, request))
                .toList());
        Collections.reverse(again);
        return again;
    }

    private long scored(TestSlide slide) {
        return stack.number("select count(*) from score where slide_id = '%s'".formatted(slide.slideId()));
    }

    private void assertEachScoredOnce(TestSlide slide, RequestId request) {
        awaitFinished(instance("second"), request);
        int patches = slide.lines().size();
        JsonNode finished = instance("second").get("scoring-requests/" + request);
        assertThat(finished.path("scored").asInt()).isEqualTo(patches);
        assertThat(finished.path("failed").asInt()).isZero();
        assertThat(scored(slide)).isEqualTo(patches);
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
