package io.cancernet.dataset.bench.kafka;

import io.cancernet.common.event.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the records that a topic was ever given, without reading them. Used by one thread. */
public final class TopicEnd implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    public TopicEnd(String bootstrapServers, Topic topic) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic.topicName(), ANSWER).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    public long records() {
        return consumer.endOffsets(partitions, ANSWER).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
