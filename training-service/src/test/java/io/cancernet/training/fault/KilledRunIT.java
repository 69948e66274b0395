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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose process is killed is taken up by another process and ends as one that nobody disturbed. */
class KilledRunIT {

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

    private ServiceProcess start(Endpoints servers) {
        return ServiceProcess.start(
                servers,
                directory.resolve("training-service.log"),
                "512m",
                Map.of(
                        "CANCERNET_TRAINING_LEASE", "3s",
                        "CANCERNET_TRAINING_PATCH_WAIT", "0s",
                        "CANCERNET_TRAINING_CHECKPOINT_INTERVAL", "200ms",
                        "CANCERNET_TRAINING_CACHE_DIR",
                                directory.resolve("cache").toString()));
    }

    private static String submit(ServiceProcess service) {
        Map<String, Object> overrides = Map.of("epochs", EPOCHS, "threads", 1, "batchSize", 4);
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
