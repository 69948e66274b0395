package io.cancernet.training.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cancernet.common.event.Event;
import io.cancernet.common.json.Json;
import io.cancernet.common.kafka.CloudEvents;
import io.cancernet.common.objectstore.minio.MinioObjectStore;
import io.cancernet.common.objectstore.minio.ObjectStoreAddress;
import io.cancernet.common.testing.ServiceProcess;
import io.cancernet.embedded.EmbeddedStack;
import io.cancernet.embedded.Endpoints;
import io.cancernet.training.testing.TinyDataset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose process ends is taken up by another process and ends as one that nobody disturbed. */
@Tag("soak")
class KilledRunIT {

    private static final Logger LOG = Logger.getLogger(KilledRunIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int EPOCHS = 6;

    @TempDir
    Path directory;

    @Test
    void killed_run_ends_with_the_weights_of_an_undisturbed_one() throws Exception {
        try (EmbeddedStack stack =
                EmbeddedStack.builder(directory.resolve("stack")).build().start()) {
            TinyDataset dataset = TinyDataset.usual("killed");
            Endpoints.S3 s3 = stack.s3();
            dataset.storeIn(new MinioObjectStore(
                    new ObjectStoreAddress(s3.endpoint(), s3.accessKey(), s3.secretKey(), "cancernet")));
            String undisturbed;
            String killed;
            try (ServiceProcess service = start(stack.endpoints())) {
                publish(stack.endpoints(), dataset);
                undisturbed = submit(service);
                assertThat(awaitEnd(service, undisturbed).path("attempts")).hasSize(1);
            }
            ServiceProcess service = start(stack.endpoints());
            try {
                killed = submit(service);
                awaitEpochs(service, killed, 2);
                service.kill();
                service = start(stack.endpoints());
                JsonNode ended = awaitEnd(service, killed);
                assertThat(ended.path("epochs"))
                        .extracting(epoch -> epoch.path("number").asInt())
                        .containsExactly(1, 2, 3, 4, 5, 6);
                assertThat(ended.path("attempts")).hasSize(2);
                JsonNode from = ended.path("attempts").path(1).path("from");
                assertThat(from.path("epochs").asInt()).as(from.toString()).isGreaterThanOrEqualTo(1);
                assertThat(from.path("exact").asBoolean()).isTrue();
                assertThat(weights(service, killed)).isEqualTo(weights(service, undisturbed));
                assertThat(losses(service, killed)).isEqualTo(losses(service, undisturbed));
            } finally {
                service.close();
            }
        }
    }

    @Test
    void run_of_a_process_that_is_asked_to_end_goes_on_in_another_at_once() throws Exception {
        int epochs = 40;
        try (EmbeddedStack stack =
                EmbeddedStack.builder(directory.resolve("stack")).build().start()) {
            TinyDataset dataset = TinyDataset.usual("killed");
            Endpoints.S3 s3 = stack.s3();
            dataset.storeIn(new MinioObjectStore(
                    new ObjectStoreAddress(s3.endpoint(), s3.accessKey(), s3.secretKey(), "cancernet")));
            // Nobody waits for the end of such a lease here.
            try (ServiceProcess ends = start(stack.endpoints(), "10m")) {
                publish(stack.endpoints(), dataset);
                awaitEnd(ends, submit(ends, 1));
                try (ServiceProcess stays = start(stack.endpoints(), "10m")) {
                    stays.signal("STOP");
                    String run = submit(ends, epochs);
                    awaitEpochs(ends, run, 2);
                    stays.signal("CONT");
                    Instant asked = Instant.now();
                    ends.signal("TERM");
                    // Where an attempt goes on from is noted when it has read its state.
                    JsonNode taken = await().atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> stays.get("runs/" + run), it -> it.at("/attempts/1/from")
                                    .isObject());
                    Duration until = Duration.between(asked, Instant.now());
                    assertThat(taken.at("/attempts/1/from/epochs").asInt())
                            .as(taken.path("attempts").toString())
                            .isPositive();
                    assertThat(taken.at("/attempts/1/from/exact").asBoolean()).isTrue();
                    assertThat(ends.awaitEnd(PATIENCE))
                            .as("ended by the signal")
                            .isEqualTo(128 + 15);
                    LOG.infof(
                            "the run went on %d ms after the stop was asked for, and the process had ended after %d ms",
                            until.toMillis(),
                            Duration.between(asked, Instant.now()).toMillis());
                    assertThat(awaitEnd(stays, run).path("epochs")).hasSize(epochs);
                }
            }
        }
    }

    private ServiceProcess start(Endpoints servers) {
        return start(servers, "3s");
    }

    private ServiceProcess start(Endpoints servers, String lease) {
        return ServiceProcess.start(
                servers,
                directory.resolve("training-service.log"),
                "512m",
                Map.of(
                        "CANCERNET_TRAINING_LEASE",
                        lease,
                        "CANCERNET_TRAINING_PATCH_WAIT",
                        "0s",
                        "CANCERNET_TRAINING_CHECKPOINT_INTERVAL",
                        "200ms",
                        "CANCERNET_TRAINING_CACHE_DIR",
                        directory.resolve("cache").toString()));
    }

    private static String submit(ServiceProcess service) {
        return submit(service, EPOCHS);
    }

    private static String submit(ServiceProcess service, int epochs) {
        Map<String, Object> overrides = Map.of("epochs", epochs, "threads", 1, "batchSize", 4);
        // The dataset's event may not have arrived yet.
        return await().atMost(PATIENCE)
                .ignoreException(AssertionError.class)
                .until(
                        () -> service.post("runs", 202, Map.of("dataset", "killed/1", "overrides", overrides)),
                        run -> run.has("runId"))
                .path("runId")
                .asText();
    }

    private static void awaitEpochs(ServiceProcess service, String run, int epochs) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> service.get("runs/" + run).path("epochs").size() >= epochs);
    }

    private static JsonNode awaitEnd(ServiceProcess service, String run) {
        JsonNode ended =
                await().atMost(PATIENCE).until(() -> service.get("runs/" + run), found -> found.has("finishedAt"));
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("finished");
        return ended;
    }

    private static String weights(ServiceProcess service, String run) {
        for (JsonNode model : service.get("models").path("items")) {
            if (model.path("version").asText().equals(run)) {
                return model.path("weights").path("sha256").asText();
            }
        }
        throw new AssertionError("no model of " + run);
    }

    private static List<Double> losses(ServiceProcess service, String run) {
        List<Double> losses = new ArrayList<>();
        service.get("runs/" + run)
                .path("epochs")
                .forEach(epoch -> losses.add(epoch.path("trainLoss").asDouble()));
        return losses;
    }

    private static void publish(Endpoints servers, TinyDataset dataset) throws Exception {
        Event frozen = dataset.frozen();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            frozen.topic().topicName(),
                            null,
                            frozen.key(),
                            Json.write(frozen),
                            CloudEvents.headers(frozen, "dataset-service", Instant.EPOCH)))
                    .get();
        }
    }
}
