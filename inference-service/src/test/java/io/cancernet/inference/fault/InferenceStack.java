package io.cancernet.inference.fault;

import static org.awaitility.Awaitility.await;

import io.cancernet.common.event.Event;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.json.Json;
import io.cancernet.common.kafka.CloudEvents;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.objectstore.minio.MinioObjectStore;
import io.cancernet.common.objectstore.minio.ObjectStoreAddress;
import io.cancernet.common.testing.ServiceProcess;
import io.cancernet.embedded.EmbeddedStack;
import io.cancernet.embedded.Endpoints;
import io.cancernet.embedded.SharedStack;
import io.cancernet.inference.testing.TestSlide;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Servers of their own, and any number of inference-services in processes of their own. */
final class InferenceStack implements AutoCloseable {

    /** A dead instance's partitions go to the others after this; the broker allows no less. */
    private static final String SESSION_TIMEOUT_MILLIS = "6000";

    static final Duration PATIENCE = Duration.ofMinutes(5);
    static final Duration POLL = Duration.ofMillis(50);

    private final Path directory;
    private final EmbeddedStack servers;
    private final KafkaProducer<String, byte[]> producer;

    private InferenceStack(Path directory, EmbeddedStack servers) {
        this.directory = directory;
        this.servers = servers;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers.kafka().bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static InferenceStack start(Path directory) {
        return new InferenceStack(
                directory,
                EmbeddedStack.builder(directory.resolve("stack")).build().start());
    }

    EmbeddedStack servers() {
        return servers;
    }

    /** Starts an inference-service and returns when it is ready. */
    ServiceProcess instance(String name) {
        Map<String, String> settings = new HashMap<>();
        settings.put("CANCERNET_OBJECT_STORE_BUCKET", SharedStack.BUCKET);
        // Its connections are known by its name.
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", parameter("ApplicationName=" + name));
        settings.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_SESSION_TIMEOUT_MS", SESSION_TIMEOUT_MILLIS);
        settings.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_HEARTBEAT_INTERVAL_MS", "1000");
        settings.put("CANCERNET_REQUESTS_LEASE", "3s");
        return ServiceProcess.start(servers.endpoints(), directory.resolve(name + ".log"), "768m", settings);
    }

    /** Sends events as a hospital's pipeline does, and returns when the broker has them. */
    void publish(List<? extends Event> events) {
        List<Future<RecordMetadata>> sent = events.stream()
                .map(each -> producer.send(new ProducerRecord<>(
                        each.topic().topicName(),
                        null,
                        each.key(),
                        Json.write(each),
                        CloudEvents.headers(each, "test", Instant.now()))))
                .toList();
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException("Kafka did not take an event", e);
            }
        }
    }

    Connection database() throws SQLException {
        Endpoints.Postgres postgres = servers.postgres();
        return DriverManager.getConnection(parameter("currentSchema=inference"), postgres.user(), postgres.password());
    }

    private String parameter(String parameter) {
        String url = servers.postgres().jdbcUrl();
        return url + (url.contains("?") ? "&" : "?") + parameter;
    }

    /** The one number that a query answers. */
    long number(String query) {
        try (Connection connection = database();
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** The bucket that the services use; one of them makes it when it starts. */
    ObjectStore store() {
        Endpoints.S3 s3 = servers.s3();
        return new MinioObjectStore(
                new ObjectStoreAddress(s3.endpoint(), s3.accessKey(), s3.secretKey(), SharedStack.BUCKET));
    }

    /** Stores a slide of random patches and announces it. */
    TestSlide announced(String name, int patches) {
        TestSlide slide = TestSlide.stored(store(), name, patches, 500);
        publish(List.of(slide.event()));
        return slide;
    }

    /** Requests a slide of an instance. */
    RequestId request(TestSlide slide, ServiceProcess instance) {
        await().atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() ->
                        number("select count(*) from slide where slide_id = '%s'".formatted(slide.slideId())) == 1);
        return new RequestId(instance.post(
                        "scoring-requests",
                        202,
                        Map.of("slideId", slide.slideId().value()))
                .path("requestId")
                .asText());
    }

    static String state(ServiceProcess instance, RequestId request) {
        return instance.get("scoring-requests/" + request).path("state").asText();
    }

    static void awaitFinished(ServiceProcess instance, RequestId request) {
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> state(instance, request)
                .equals("finished"));
    }

    /** The instances that wait for a lock on a table, once there are so many. */
    Set<String> awaitWaiting(String table, int instances) {
        return await().atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> waiting(table), waiting -> waiting.size() >= instances);
    }

    private Set<String> waiting(String table) {
        try (Connection connection = database();
                ResultSet row = connection.createStatement().executeQuery("""
                        select a.application_name from pg_locks l join pg_stat_activity a using (pid)
                         where l.relation = 'inference.%s'::regclass and not l.granted""".formatted(table))) {
            Set<String> names = new HashSet<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        servers.close();
    }
}
