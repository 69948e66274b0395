package io.cancernet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Score;
import io.cancernet.local.client.Services;
import io.cancernet.local.console.Console;
import io.cancernet.local.console.ConsoleTests;
import io.cancernet.local.monitoring.ExposedMetrics;
import io.cancernet.local.monitoring.ExposedQueries;
import io.cancernet.local.monitoring.MonitoringFiles;
import io.cancernet.local.monitoring.TraceReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system on a small synthetic sample: patches in, a model and its scores out, then a restart on what it left,
 * with a hospital that submits slides and what can be seen of it.
 *
 * <p>Real Kafka, Postgres and object store, the packaged services, and the launcher as users start it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpineIT {

    private static final Duration DEMO_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(1);

    // Guessing gives .5, the share of dark pixels alone .94. Runs differ, because the pseudonym key is a new one each
    // time
    // and orders the patches: two runs, on cases that differed more in stain, came to .82 and .92.
    private static final double ROC_AUC = 0.70;
    private static final int CASES = 10;
    private static final int PATCHES_PER_CASE = 128;

    private static final Pattern READY = Pattern.compile("ready at (http://\\S+);");
    private static final Pattern CONSOLE = Pattern.compile("(?m)^console +(\\S+)$");
    private static final Path SCREENSHOTS = Path.of("target", "console");
    private static final Pattern SERVICE = Pattern.compile("(?m)^\\w+-service +(http://\\S+)$");
    private static final Pattern KAFKA = Pattern.compile("(?m)^Kafka +(\\S+)$");

    private Path folder = Path.of("unset");

    private @Nullable Launcher running;
    private @Nullable Console browser;
    private JsonNode summary = new ObjectMapper().nullNode();
    private String demoOutput = "";
    private final ExposedMetrics exposed = new ExposedMetrics();
    private @Nullable TraceReceiver traces;

    @BeforeAll
    void runDemo(@TempDir Path directory) throws Exception {
        folder = directory;
        Path json = folder.resolve("summary.json");
        List<String> arguments = new ArrayList<>(List.of(
                "demo",
                "--epochs=8",
                "--sample-cases=" + CASES,
                "--sample-patches=" + PATCHES_PER_CASE,
                "--data-dir=" + data(),
                "--json=" + json));
        arguments.addAll(Launcher.FREE_PORTS);
        try (Launcher demo = Launcher.start(folder.resolve("demo.out"), arguments)) {
            demo.awaitOutput(READY, DEMO_TIMEOUT);
            demoOutput = demo.output();
            scrape(demo);
        }
        summary = new ObjectMapper().readTree(json.toFile());
        traces = new TraceReceiver();
    }

    private void scrape(Launcher system) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        Matcher service = SERVICE.matcher(system.output());
        while (service.find()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(service.group(1) + "/q/metrics"))
                    .build();
            exposed.add(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    @Test
    @Order(1)
    void everyFile_isStoredOrQuarantined() {
        JsonNode dataset = summary.path("dataset");
        assertThat(dataset.path("in").asInt()).isEqualTo(CASES * PATCHES_PER_CASE + 2);
        assertThat(dataset.path("stored").asInt()).isEqualTo(CASES * PATCHES_PER_CASE);
        assertThat(dataset.path("quarantined").asInt()).isEqualTo(2);
        assertThat(sum(dataset.path("quarantine"))).isEqualTo(2);
        assertThat(dataset.path("slides").asInt()).isEqualTo(CASES);
    }

    @Test
    @Order(1)
    void everyCaseAndPatch_isInOneSplit() {
        int cases = 0;
        int patches = 0;
        for (JsonNode split : summary.at("/dataset/splits")) {
            assertThat(split.path("cases").asInt()).isPositive();
            assertThat(split.path("negative").asInt()).isPositive();
            assertThat(split.path("positive").asInt()).isPositive();
            cases += split.path("cases").asInt();
            patches += split.path("negative").asInt() + split.path("positive").asInt();
        }
        assertThat(cases).isEqualTo(CASES);
        assertThat(patches + summary.at("/dataset/duplicatesLeftOut").asInt()).isEqualTo(CASES * PATCHES_PER_CASE);
    }

    @Test
    @Order(1)
    void model_tellsUnseenCasesApart() {
        assertThat(summary.at("/run/epochs")).hasSize(8);
        assertThat(summary.at("/metrics/test/rocAuc").asDouble()).isGreaterThan(ROC_AUC);
        // The same through Kafka and back, against the file names.
        assertThat(summary.at("/scoring/rocAuc").asDouble())
                .isCloseTo(summary.at("/metrics/test/rocAuc").asDouble(), within(0.01));
    }

    @Test
    @Order(1)
    void patchesOfTheRun_cameByEventsOrFromTheManifest() {
        int used = 0;
        for (JsonNode split : summary.at("/dataset/splits")) {
            used += split.path("negative").asInt() + split.path("positive").asInt();
        }
        assertThat(summary.at("/run/patchesFromEvents").asInt()
                        + summary.at("/run/patchesFromManifest").asInt())
                .isEqualTo(used);
        assertThat(summary.at("/run/patchesFromEvents").asInt()).isPositive();
    }

    @Test
    @Order(1)
    void everyAnnouncedPatch_isScored() {
        JsonNode scoring = summary.path("scoring");
        JsonNode test = summary.at("/dataset/splits/2");
        assertThat(test.path("split").asText()).isEqualTo("test");
        assertThat(scoring.path("announced").asInt())
                .isEqualTo(test.path("cases").asInt() * PATCHES_PER_CASE);
        assertThat(scoring.path("scored").asInt())
                .isEqualTo(scoring.path("announced").asInt());
        assertThat(scoring.path("failed").asInt()).isZero();
        assertThat(scoring.path("distinct").asInt())
                .isEqualTo(scoring.path("announced").asInt());
    }

    @Test
    @Order(1)
    void output_saysThatItIsSynthetic_andNoDiagnosis() {
        assertThat(summary.path("synthetic").asBoolean()).isTrue();
        assertThat(summary.path("note").asText()).contains("Research use only", "synthetic");
        assertThat(demoOutput).contains("[synthetic]", "Research use only", "ROC-AUC");
    }

    @Test
    @Order(2)
    void restart_findsTheModel_andEachScoreWasPublishedOnce() throws Exception {
        Launcher up = start("up.out", Objects.requireNonNull(traces).environment());
        running = up;
        Matcher ready = up.awaitOutput(READY, START_TIMEOUT);
        Services services = new Services(new Api(URI.create(ready.group(1))));

        assertThat(services.awaitRun(run(), run -> {}).path("state").asText()).isEqualTo("finished");
        List<JsonNode> models = services.api().list(Api.TRAINING + "/models", 10);
        assertThat(models).hasSize(1);
        assertThat(models.get(0).path("slots").path(0).asText()).isEqualTo("live");
        List<String> stored = new ArrayList<>();
        for (JsonNode request : summary.at("/scoring/requestIds")) {
            services.scores(request.asText()).stream().map(Score::scoreId).forEach(stored::add);
        }
        assertThat(stored).hasSize(summary.at("/scoring/announced").asInt());
        assertThat(new TopicRecords(kafka()).scoreIds()).containsExactlyInAnyOrderElementsOf(stored);

        deadLetters_areListedAndReplayed(up.awaitOutput(KAFKA, STOP_TIMEOUT).group(1));
        secondUp_onTheSameData_isRefused();
    }

    @TestFactory
    @Order(3)
    Stream<DynamicTest> console_isUsedInABrowser() {
        assumeTrue(Console.hasBrowser(), Console.missing());
        Console console = Console.start(
                URI.create(running().awaitOutput(CONSOLE, STOP_TIMEOUT).group(1)), SCREENSHOTS);
        browser = console;
        return ConsoleTests.on(console, run());
    }

    @Test
    @Order(4)
    void slideOfAHospital_isOneTraceToItsScores_andNamesStayOutOfLogsAndMetrics() throws Exception {
        Hospital hospital = new Hospital(kafka(), folder.resolve("hospital"));
        hospital.submitSlides(folder.resolve("data/synthetic-" + CASES + "x" + PATCHES_PER_CASE));
        hospital.sendUnusableRecords();

        hospital.awaitScored();
        hospital.awaitRejections(2);
        hospital.awaitDeadLetter();
        assertThat(hospital.tracesOf("cancernet.patches.queued.v1"))
                .hasSize(Hospital.PATCHES)
                .containsOnly(Hospital.TRACE);
        assertThat(hospital.tracesOf("cancernet.patches.scored.v1"))
                .hasSize(Hospital.PATCHES)
                .containsOnly(Hospital.TRACE);
        TraceReceiver received = Objects.requireNonNull(traces);
        await().atMost(STOP_TIMEOUT).untilAsserted(() -> {
            assertThat(received.has("dataset-service", Hospital.TRACE, "ingest job"))
                    .isTrue();
            assertThat(received.has("inference-service", Hospital.TRACE, "cancernet.patches.scored.v1 publish"))
                    .isTrue();
        });

        ServiceLogs logs = new ServiceLogs(data().resolve("logs"));
        assertThat(logs.lines("ingestId", Hospital.SUBMISSION))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.at("/mdc/traceId").asText()).isEqualTo(Hospital.TRACE))
                .anySatisfy(line -> assertThat(line.at("/mdc/slideId").asText()).isEqualTo(hospital.slideId()));
        assertThat(logs.lines("slideId", hospital.slideId()))
                .anySatisfy(
                        line -> assertThat(line.at("/mdc/requestId").asText()).isEqualTo(hospital.requestId()));
        assertThat(logs.text()).doesNotContain(Hospital.NAMES);
        scrape(running());
        assertThat(exposed.labelValues())
                .doesNotContain(hospital.slideId(), hospital.requestId(), Hospital.SUBMISSION)
                .noneMatch(value -> Stream.of(Hospital.NAMES).anyMatch(value::contains));
    }

    @Test
    @Order(5)
    void dashboardsAndAlerts_ask_forWhatServicesExpose() throws Exception {
        assertThat(exposed.greatest("cancernet_patches_ingested_total")).isEqualTo(CASES * PATCHES_PER_CASE);
        assertThat(exposed.greatest("cancernet_training_epochs_total")).isEqualTo(8);
        assertThat(exposed.greatest("cancernet_patches_scored_total"))
                .isEqualTo(summary.at("/scoring/scored").asInt());
        assertThat(exposed.greatest("cancernet_scoring_micro_batch_images_max")).isGreaterThan(1);
        assertThat(exposed.labels("cancernet_patches_failed_total")).containsKey("code");

        assertThat(ExposedQueries.faults(new MonitoringFiles(Launcher.HOME), exposed))
                .isEmpty();
    }

    @Test
    @Order(6)
    void commandsOfTheGuides_work(TestReporter reporter) throws Exception {
        Matcher ready = running().awaitOutput(READY, START_TIMEOUT);
        Path sample = data().resolve("synthetic-" + CASES + "x" + PATCHES_PER_CASE);

        new GuideCommands(sample, Files.createDirectories(folder.resolve("guide")))
                .run(ready.group(1), kafka())
                .forEach(each -> reporter.publishEntry("left out", each));
    }

    @Test
    @Order(7)
    void lostService_stopsTheSystem_andSaysWhich() throws Exception {
        Launcher up = running();
        up.child("inference-service").destroyForcibly();
        assertThat(up.awaitEnd(STOP_TIMEOUT)).isEqualTo(ExitCode.FAILED);
        assertThat(up.output()).contains("inference-service ended with code 137", "the end of its log", "stopped");
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (running != null) {
            running.close();
        }
        if (traces != null) {
            traces.close();
        }
    }

    private Launcher running() {
        assertThat(running).as("the system that the restart left running").isNotNull();
        return Objects.requireNonNull(running);
    }

    private String run() {
        return summary.at("/run/runId").asText();
    }

    private void deadLetters_areListedAndReplayed(String kafka) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("cancernet.patches.queued.v1", "poison", "no event"))
                    .get();
        }
        JsonNode failed = awaitLetters(kafka, 1);
        assertThat(failed.path("code").asText()).isEqualTo("malformed-event");
        assertThat(failed.path("topic").asText()).isEqualTo("cancernet.patches.queued.v1");

        assertThat(deadLetters(kafka, "replay", "--code=malformed-event")
                        .path("sent")
                        .asBoolean(true))
                .isFalse();
        assertThat(awaitLetters(kafka, 1).path("replayed").asInt()).isZero();
        JsonNode replay = deadLetters(kafka, "replay", "--code=malformed-event", "--yes");
        assertThat(replay.at("/items/0/letters").asInt()).isOne();

        assertThat(awaitLetters(kafka, 2).path("replayed").asInt())
                .as("it failed once more, and the first one is noted")
                .isOne();
        JsonNode oldest = deadLetters(kafka, "list", "--each", "--limit=1").path("items");
        assertThat(oldest).hasSize(1);
        assertThat(oldest.at("/0/replayed").asBoolean()).isTrue();
        assertThat(deadLetters(kafka, "show", oldest.at("/0/letter").asText())
                        .path("data")
                        .asText())
                .isEqualTo("no event");
    }

    private JsonNode awaitLetters(String kafka, int letters) {
        return await().atMost(STOP_TIMEOUT)
                .until(
                        () -> deadLetters(kafka, "list").at("/items/0"),
                        group -> group.path("letters").asInt() == letters);
    }

    private JsonNode deadLetters(String kafka, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("dead-letters"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--bootstrap=" + kafka, "--output=json"));
        try (Launcher launcher = Launcher.start(folder.resolve("letters.out"), command)) {
            assertThat(launcher.awaitEnd(STOP_TIMEOUT)).as(launcher.output()).isEqualTo(ExitCode.OK);
            return new ObjectMapper().readTree(launcher.output());
        }
    }

    private void secondUp_onTheSameData_isRefused() throws Exception {
        try (Launcher second = start("second.out", Map.of())) {
            assertThat(second.awaitEnd(STOP_TIMEOUT)).isEqualTo(ExitCode.FAILED);
            assertThat(second.output()).contains("in use by another cancernet");
        }
    }

    @Test
    @Order(8)
    void takenPort_isToldBeforeAnythingStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> arguments = new ArrayList<>(List.of("up", "--data-dir=" + folder.resolve("other")));
            arguments.addAll(Launcher.FREE_PORTS);
            arguments.set(arguments.indexOf("--training-port=0"), "--training-port=" + taken.getLocalPort());
            try (Launcher up = Launcher.start(folder.resolve("taken.out"), arguments)) {
                assertThat(up.awaitEnd(STOP_TIMEOUT)).isEqualTo(ExitCode.FAILED);
                assertThat(up.output())
                        .contains("port " + taken.getLocalPort() + " is taken", "--training-port")
                        .doesNotContain("starting");
            }
        }
    }

    @Test
    @Order(9)
    void killedLauncher_leavesNoProcessBehind() throws Exception {
        try (Launcher up = start("killed.out", Map.of())) {
            up.awaitOutput(Pattern.compile("starting dataset-service"), START_TIMEOUT);
            await().atMost(START_TIMEOUT).until(() -> up.children().size() >= 4);
            List<ProcessHandle> children = up.children();

            up.kill();

            await().atMost(STOP_TIMEOUT).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    private Launcher start(String output, Map<String, String> environment) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("up", "--data-dir=" + data()));
        arguments.addAll(Launcher.FREE_PORTS);
        return Launcher.start(folder.resolve(output), arguments, environment);
    }

    private String kafka() {
        return running().awaitOutput(KAFKA, STOP_TIMEOUT).group(1);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static int sum(JsonNode counts) {
        int sum = 0;
        for (JsonNode count : counts) {
            sum += count.asInt();
        }
        return sum;
    }
}
