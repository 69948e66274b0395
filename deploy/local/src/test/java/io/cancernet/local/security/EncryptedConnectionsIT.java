package io.cancernet.local.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.embedded.EmbeddedStack;
import io.cancernet.embedded.Ports;
import io.cancernet.embedded.ServerKey;
import io.cancernet.local.sample.SyntheticSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services with the settings of SECURITY.md, at Kafka, Postgres and an object store that speak TLS alone. */
@Tag("soak")
class EncryptedConnectionsIT {

    private static final Path HOME = Path.of(System.getProperty("cancernet.home", "."));
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DATASET = "dataset-service";
    private static final String TRAINING = "training-service";
    private static final String INFERENCE = "inference-service";

    @TempDir
    static Path folder = Path.of("");

    private static @Nullable Authority authority;
    private static @Nullable ServerKey key;
    private static @Nullable EmbeddedStack stack;

    private final Map<String, URI> urls = new HashMap<>();
    private final List<Started> started = new ArrayList<>();

    @BeforeAll
    static void startServers() throws IOException {
        authority = new Authority(folder.resolve("authority"), "Hospital");
        key = authority.certify();
        stack = EmbeddedStack.builder(folder.resolve("stores")).encrypted(key).start();
    }

    @AfterEach
    void stopServices() {
        started.forEach(Started::close);
    }

    @AfterAll
    static void stopServers() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void settings_areThoseThatAreWrittenDown() throws IOException {
        String guide = Files.readString(HOME.resolve("SECURITY.md"));

        assertThat(encrypted().keySet())
                .allSatisfy(variable -> assertThat(guide).contains(variable));
        assertThat(encryptedHttp().keySet())
                .allSatisfy(variable -> assertThat(guide).contains(variable));
    }

    @Test
    void events_goThroughAllServices() throws Exception {
        Map<String, String> settings = encrypted();
        settings.putAll(encryptedHttp());
        Map<String, Started> services = new TreeMap<>();
        for (String service : List.of(DATASET, TRAINING, INFERENCE)) {
            services.put(service, start(service, settings));
        }
        services.forEach((name, service) -> service.awaitReady(
                url(name).resolve("/q/health/ready"), authority().trusted()));
        Path sample = Files.createDirectories(folder.resolve("sample"));
        new SyntheticSample(3, 12).write(sample);

        submit(sample, "dataset");
        submit(sample, "scoring");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(get(DATASET, "/api/v1/ingests/encrypted-dataset")
                            .path("state")
                            .asText())
                    .isEqualTo("ingested");
            assertThat(get(INFERENCE, "/api/v1/audit?action=scoring-announced").path("items"))
                    .isNotEmpty();
        });
        String slide = get(DATASET, "/api/v1/slides").at("/items/0/slideId").asText();
        send("cancernet.slides.deleted.v1", """
                {"slideId": "%s", "extractions": [], "erased": false, "datasets": [],
                 "deletedAt": "2026-01-01T00:00:00Z"}""".formatted(slide));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(get(TRAINING, "/api/v1/audit?subject=" + slide)
                        .at("/items/0/action")
                        .asText())
                .isEqualTo("slide-purged"));
    }

    @Test
    void wrongPasswordAtKafka_endsTheStart_andSaysWhy() throws Exception {
        Map<String, String> settings = encrypted();
        settings.computeIfPresent("KAFKA_SASL_JAAS_CONFIG", (name, value) -> value.replace("cancernet\";", "wrong\";"));

        assertThat(start(DATASET, settings).awaitEnd())
                .contains("SaslAuthenticationException", "invalid credentials with SASL mechanism SCRAM-SHA-512");
    }

    @Test
    void kafkaOfAnotherAuthority_endsTheStart_andSaysWhy() throws Exception {
        Map<String, String> settings = encrypted();
        settings.put("KAFKA_SSL_TRUSTSTORE_LOCATION", stranger());

        assertThat(start(DATASET, settings).awaitEnd()).contains("SslAuthenticationException", "PKIX path");
    }

    @Test
    void wrongPasswordAtPostgres_endsTheStart_andSaysWhy() throws Exception {
        Map<String, String> settings = encrypted();
        settings.put("QUARKUS_DATASOURCE_PASSWORD", "wrong");

        assertThat(start(DATASET, settings).awaitEnd()).contains("password authentication failed for user");
    }

    @Test
    void postgresOfAnotherAuthority_endsTheStart_andSaysWhy() throws Exception {
        Map<String, String> settings = encrypted();
        settings.computeIfPresent(
                "QUARKUS_DATASOURCE_JDBC_URL",
                (name, value) -> value.replace(authority().certificate().toString(), stranger()));

        assertThat(start(DATASET, settings).awaitEnd()).contains("PKIX path");
    }

    @Test
    void objectStoreOfAnotherAuthority_isWaitedFor_andTheIngestSaysWhy() throws Exception {
        Map<String, String> settings = encrypted();
        settings.put("CANCERNET_OBJECT_STORE_CA_CERTIFICATES", stranger());
        Started service = start(DATASET, settings).awaitReady(plain(DATASET).resolve("/q/health/live"));
        Path sample = Files.createDirectories(folder.resolve("untrusted"));
        // Patches that another case has stored are known, and need no store.
        new SyntheticSample(4, 13).write(sample);

        submit(sample, "untrusted");

        service.awaitLog("PKIX path");
    }

    /** What SECURITY.md names for each of the three. */
    private static Map<String, String> encrypted() {
        Path trusted = authority().certificate();
        EmbeddedStack servers = stack();
        Map<String, String> settings = new TreeMap<>();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", servers.kafka().bootstrapServers());
        settings.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        settings.put("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
        settings.put("KAFKA_SASL_JAAS_CONFIG", jaas());
        settings.put("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
        settings.put("KAFKA_SSL_TRUSTSTORE_LOCATION", trusted.toString());
        settings.put(
                "QUARKUS_DATASOURCE_JDBC_URL",
                servers.postgres().jdbcUrl() + "?sslmode=verify-full&sslrootcert=" + trusted);
        settings.put("QUARKUS_DATASOURCE_USERNAME", servers.postgres().user());
        settings.put("QUARKUS_DATASOURCE_PASSWORD", servers.postgres().password());
        settings.put("CANCERNET_OBJECT_STORE_ENDPOINT", servers.s3().endpoint());
        settings.put("CANCERNET_OBJECT_STORE_ACCESS_KEY", servers.s3().accessKey());
        settings.put("CANCERNET_OBJECT_STORE_SECRET_KEY", servers.s3().secretKey());
        settings.put("CANCERNET_OBJECT_STORE_CA_CERTIFICATES", trusted.toString());
        return settings;
    }

    private static Map<String, String> encryptedHttp() throws IOException {
        ServerKey own = Objects.requireNonNull(key, "the key");
        own.writeCertificates(folder.resolve("http.pem"));
        own.writeKey(folder.resolve("http.key"));
        return Map.of(
                "QUARKUS_HTTP_SSL_CERTIFICATE_FILES", folder.resolve("http.pem").toString(),
                "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES",
                        folder.resolve("http.key").toString(),
                "QUARKUS_HTTP_INSECURE_REQUESTS", "disabled");
    }

    private Started start(String service, Map<String, String> settings) throws IOException {
        int port = Ports.free();
        urls.put(service, URI.create("http://127.0.0.1:" + port));
        Path work = Files.createDirectories(folder.resolve(service));
        Map<String, String> environment = new TreeMap<>(settings);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        boolean secure = settings.containsKey("QUARKUS_HTTP_INSECURE_REQUESTS");
        environment.put(secure ? "QUARKUS_HTTP_SSL_PORT" : "QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + work);
        environment.put("CANCERNET_PSEUDONYM_KEY", "0123456789abcdef0123456789abcdef");
        environment.put("CANCERNET_INGEST_ALLOWED_ROOTS", folder.toString());
        environment.put("CANCERNET_INGEST_WORK_DIRECTORY", work.toString());
        environment.put("CANCERNET_TRAINING_CACHE_DIR", work.toString());
        Started process =
                Started.service(HOME, service, "512m", environment, Files.createTempFile(folder, service, ".log"));
        started.add(process);
        return process;
    }

    private URI plain(String service) {
        return Objects.requireNonNull(urls.get(service), service);
    }

    private URI url(String service) {
        return URI.create(plain(service).toString().replace("http:", "https:"));
    }

    private JsonNode get(String service, String path) {
        return new Calls(authority().trusted())
                .get(url(service).resolve(path), null)
                .require(200)
                .body();
    }

    private static void submit(Path source, String purpose) throws Exception {
        send("cancernet.slides.submitted.v1", """
                {"submissionId": "encrypted-%s", "uri": "%s", "purpose": "%s", "mpp": 4}""".formatted(
                        purpose, source.toUri(), purpose.equals("dataset") ? purpose : "scoring"));
    }

    /** As a hospital's program does it. */
    private static void send(String topic, String data) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                stack().kafka().bootstrapServers(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                jaas(),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority().certificate().toString());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            ProducerRecord<String, String> event = new ProducerRecord<>(topic, "encrypted", data);
            event.headers().add("ce_type", ("io." + topic).getBytes(StandardCharsets.UTF_8));
            event.headers().add("ce_source", "/test".getBytes(StandardCharsets.UTF_8));
            producer.send(event).get();
        }
    }

    private static String jaas() {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(stack().postgres().user(), stack().postgres().password());
    }

    /** The certificate of an authority that has nothing to do with the servers. */
    private static String stranger() {
        try {
            return new Authority(Files.createTempDirectory(folder, "stranger"), "Stranger")
                    .certificate()
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Authority authority() {
        return Objects.requireNonNull(authority, "the authority");
    }

    private static EmbeddedStack stack() {
        return Objects.requireNonNull(stack, "the servers");
    }
}
