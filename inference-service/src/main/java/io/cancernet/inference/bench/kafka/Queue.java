package io.cancernet.inference.bench.kafka;

import io.cancernet.common.event.Event;
import io.cancernet.common.event.Topic;
import io.cancernet.common.json.Json;
import io.cancernet.common.kafka.CloudEvents;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends events as another program does. Used by one thread. */
public final class Queue implements AutoCloseable {

    /** As the service's fan-out: neighbours stay together. */
    private static final int BATCH_BYTES = 65_536;

    private final KafkaProducer<String, byte[]> producer;

    public Queue(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
                        true,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        BATCH_BYTES),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Sends an event; it may still be on its way. */
    public void send(Event event) {
        // A record that fails is missed at the end.
        var unused = producer.send(new ProducerRecord<>(
                event.topic().topicName(),
                null,
                event.key(),
                Json.write(event),
                CloudEvents.headers(event, "bench", Instant.now())));
    }

    /** Sends a tombstone. */
    public void retire(Topic topic, String key) {
        var unused = producer.send(new ProducerRecord<>(topic.topicName(), key, null));
        flush();
    }

    /** Returns when the broker has everything. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
