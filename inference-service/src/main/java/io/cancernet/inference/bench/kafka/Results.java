package io.cancernet.inference.bench.kafka;

import io.cancernet.common.event.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The published results. Used by one thread. */
public final class Results implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    public Results(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(Topic.PATCHES_SCORED.topicName(), ANSWER).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    /** Takes the results that come. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Takes one result.
         *
         * @param key the patch id
         */
        void read(String key, byte[] value);
    }

    /** Results that were ever published, counted without reading them. */
    public long count() {
        return consumer.endOffsets(partitions, ANSWER).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Reads from now on. */
    public void follow() {
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Reads what comes within a moment. */
    public void poll(Duration atMost, Reader reader) {
        for (ConsumerRecord<String, byte[]> each : consumer.poll(atMost)) {
            reader.read(each.key(), each.value());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
