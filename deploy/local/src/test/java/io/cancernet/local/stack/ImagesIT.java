package io.cancernet.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.embedded.EmbeddedStack;
import io.cancernet.embedded.Endpoints;
import io.cancernet.local.client.Api;
import io.cancernet.local.client.Dataset;
import io.cancernet.local.client.Ingest;
import io.cancernet.local.client.Run;
import io.cancernet.local.client.ScoringRequest;
import io.cancernet.local.client.Services;
import io.cancernet.local.sample.SyntheticSample;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The images that {@code -Pimages} left in deploy/images: what is in them, and the way of patches through all three, each
 * run by the image's user on a root file system that cannot be written to. Skipped without images, or without root.
 */
@Tag("soak")
class ImagesIT {

    private static final Path FOLDER = Path.of(System.getProperty("cancernet.home", "../.."))
            .toAbsolutePath()
            .resolve("deploy/images/target");
    private static final Duration STOP = Duration.ofSeconds(40);
    /** What is pulled after a change of the code. */
    private static final long CODE_BYTES = 4_000_000;

    private static final Pattern SECRET = Pattern.compile("PASSWORD|SECRET|TOKEN|_KEY$");
    private static final SyntheticSample SAMPLE = new SyntheticSample(6, 64);

    @TempDir
    static Path folder;

    enum Image {
        DATASET("dataset-service", 8081),
        TRAINING("training-service", 8080),
        INFERENCE("inference-service", 8083);

        private final String service;
        private final int port;

        Image(String service, int port) {
            this.service = service;
            this.port = port;
        }

        private Path tar() {
            return FOLDER.resolve(service + ".tar");
        }

        private ImageArchive archive() throws Exception {
            return ImageArchive.open(tar(), folder.resolve("archive").resolve(service));
        }
    }

    @BeforeAll
    static void requireImages() {
        for (Image image : Image.values()) {
            assumeTrue(
                    Files.exists(image.tar()),
                    () -> "no image of " + image.service + ": ./mvnw package -DskipTests -Pimages");
        }
    }

    @ParameterizedTest
    @EnumSource
    void image_is_of_an_unprivileged_user_says_what_it_is_and_holds_no_secret(Image image) throws Exception {
        JsonNode all = image.archive().config();
        JsonNode config = all.path("config");

        assertThat(config.path("User").asText()).isEqualTo("10001:10001");
        assertThat(config.path("Entrypoint").toString())
                .startsWith("[\"java\",")
                .endsWith("\"/app/quarkus-run.jar\"]");
        assertThat(config.path("ExposedPorts").has(image.port + "/tcp")).isTrue();
        assertThat(config.path("Env").toString()).contains("\"QUARKUS_HTTP_PORT=" + image.port + "\"");
        assertThat(config.path("WorkingDir").asText()).isEqualTo("/tmp");
        assertThat(config.at("/Labels/org.opencontainers.image.title").asText())
                .isEqualTo("CancerNet " + image.service);
        assertThat(config.at("/Labels/org.opencontainers.image.description").asText())
                .isEqualTo("Research use only, not a diagnosis.");
        assertThat(config.path("Env")).allSatisfy(variable -> assertThat(
                        SECRET.matcher(variable.asText().split("=", 2)[0]).find())
                .as(variable.asText().split("=", 2)[0])
                .isFalse());
        assertThat(all.path("created").asText())
                .as("the same image from the same code")
                .startsWith("1970-01-01");
    }

    @ParameterizedTest
    @EnumSource
    void change_of_the_code_is_a_small_layer_over_the_libraries(Image image, TestReporter reporter) throws Exception {
        ImageArchive archive = image.archive();
        List<Path> layers = archive.layers();
        Path last = layers.get(layers.size() - 1);
        List<String> code = ImageArchive.names(last);
        List<String> libraries = ImageArchive.names(layers.get(layers.size() - 2));

        assertThat(code)
                .contains("app/quarkus-run.jar")
                .noneMatch(name -> name.startsWith("app/lib/") && name.endsWith(".jar"));
        assertThat(libraries).anyMatch(name -> name.startsWith("app/lib/main/"));
        assertThat(Files.size(last)).isLessThan(CODE_BYTES);
        reporter.publishEntry(
                image.service,
                "%d MB in %d layers, the code %d KB"
                        .formatted(archive.size() / 1_000_000, layers.size(), Files.size(last) / 1000));
    }

    @Test
    void patches_become_a_model_and_scores_and_nothing_is_written_beside_the_volumes() throws Exception {
        assumeTrue(
                "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/usr/bin/unshare")),
                "only root of a Linux machine can run an image without a container runtime");
        Path slides = folder.resolve("slides");
        SAMPLE.write(slides.resolve("sample"));
        Map<Image, ImageContainer> running = new EnumMap<>(Image.class);
        StackPorts ports = StackPorts.FREE.resolve();
        try (EmbeddedStack stack =
                EmbeddedStack.builder(folder.resolve("stack")).build().start()) {
            for (Image image : Image.values()) {
                running.put(
                        image,
                        ImageContainer.start(
                                image.archive(),
                                folder.resolve("containers").resolve(image.service),
                                slides,
                                settings(image, stack.endpoints(), ports)));
            }
            for (ImageContainer container : running.values()) {
                container.awaitHealthy();
                assertConfined(container);
            }
            ingestTrainAndScore(ports);
            for (Map.Entry<Image, ImageContainer> each : running.entrySet()) {
                assertThat(each.getValue().stop(STOP)).as(each.getKey().service).isEqualTo(128 + 15);
            }
        } finally {
            running.values().forEach(ImageContainer::close);
        }
    }

    private static void assertConfined(ImageContainer container) throws Exception {
        assertThat(container.status())
                .containsPattern("Uid:\\s+10001\\s+10001\\s+10001\\s+10001")
                .containsPattern("CapEff:\\s+0+\\n");
        for (String place : List.of("/", "/app", "/etc", "/usr", "/home", "/var/tmp", "/slides")) {
            assertThat(container.run("touch", place + "/written")).as(place).isNotZero();
        }
        assertThat(container.run("touch", "/tmp/written")).isZero();
    }

    private static void ingestTrainAndScore(StackPorts ports) throws Exception {
        Gateway gateway = Gateway.start(
                ports.gateway(),
                List.of(
                        new Gateway.Route("/dataset", ports.dataset()),
                        new Gateway.Route("/inference", ports.inference()),
                        new Gateway.Route("", ports.training())));
        try {
            ingestTrainAndScore(new Services(new Api(URI.create("http://127.0.0.1:" + ports.gateway()))));
        } finally {
            gateway.close();
        }
    }

    private static void ingestTrainAndScore(Services services) throws Exception {
        Ingest begun = Api.as(
                Ingest.class,
                services.api().post(Api.DATASET + "/ingests", Map.of("uri", "file:/slides/sample", "layout", "idc")));
        Ingest ingest = Api.as(Ingest.class, services.awaitIngest(begun.ingestId(), state -> {}));
        assertThat(ingest.stored()).isEqualTo(SAMPLE.usable());
        Dataset dataset = Api.as(Dataset.class, services.freeze("images", List.of(ingest.ingestId()), Map.of()));
        Run queued = Api.as(
                Run.class,
                services.train(Map.of("dataset", dataset.dataset(), "overrides", Map.of("epochs", 1, "threads", 1))));
        Run run = Api.as(Run.class, services.awaitRun(queued.runId(), state -> {}));
        assertThat(run.isFinished()).as(String.valueOf(run)).isTrue();
        services.promote(Objects.requireNonNull(run.model()), "live", "a test", "trained in a container");
        services.awaitServing("live", Objects.requireNonNull(run.model()));
        List<String> requests = new ArrayList<>();
        for (Dataset.SlideSplit slide : dataset.slidesOf("test")) {
            requests.add(Api.as(ScoringRequest.class, services.score(slide.slideId()))
                    .requestId());
        }
        assertThat(requests).isNotEmpty();
        for (JsonNode scored : services.awaitScored(requests, states -> {})) {
            assertThat(scored.path("scored").asInt()).as(scored.toString()).isPositive();
            assertThat(scored.path("failed").asInt()).as(scored.toString()).isZero();
        }
    }

    /** As compose and the chart have them, with the addresses of this machine, and on loopback, where nobody logs in. */
    private static Map<String, String> settings(Image image, Endpoints servers, StackPorts ports) {
        int port =
                switch (image) {
                    case DATASET -> ports.dataset();
                    case TRAINING -> ports.training();
                    case INFERENCE -> ports.inference();
                };
        Map<String, String> settings = new HashMap<>(Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_SHUTDOWN_TIMEOUT", "15S",
                "KAFKA_BOOTSTRAP_SERVERS", servers.kafka().bootstrapServers(),
                "QUARKUS_DATASOURCE_JDBC_URL", servers.postgres().jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", servers.postgres().user(),
                "QUARKUS_DATASOURCE_PASSWORD", servers.postgres().password(),
                "CANCERNET_OBJECT_STORE_ENDPOINT", servers.s3().endpoint(),
                "CANCERNET_OBJECT_STORE_ACCESS_KEY", servers.s3().accessKey(),
                "CANCERNET_OBJECT_STORE_SECRET_KEY", servers.s3().secretKey()));
        settings.put("JDK_JAVA_OPTIONS", "-Xmx512m");
        if (image == Image.DATASET) {
            settings.put("CANCERNET_PSEUDONYM_KEY", "a key for tests only");
            settings.put("CANCERNET_INGEST_WORK_DIRECTORY", "/work");
            settings.put("CANCERNET_INGEST_ALLOWED_ROOTS", "/slides");
        } else {
            settings.put("MALLOC_ARENA_MAX", "2");
            settings.put("OMP_WAIT_POLICY", "passive");
        }
        if (image == Image.TRAINING) {
            settings.put("CANCERNET_TRAINING_CACHE_DIR", "/cache");
        }
        return settings;
    }
}
