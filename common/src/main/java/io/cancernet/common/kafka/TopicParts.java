package io.cancernet.common.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads parts of topics, from one place to another; commits nothing and makes no topic. Not thread-safe. */
final class TopicParts implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int TIMEOUT_MILLIS = 15_000;

    private final KafkaConsumer<String, byte[]> consumer;

    /**
     * A part of a partition.
     *
     * @param from offset of its first record
     * @param end offset after its last one
     */
    record Part(long from, long end) {}

    /** @param kafka settings of Kafka's clients */
    TopicParts(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    Set<String> topics() {
        return Set.copyOf(consumer.listTopics().keySet());
    }

    List<TopicPartition> partitions(Predicate<String> topic) {
        return consumer.listTopics().entrySet().stream()
                .filter(each -> topic.test(each.getKey()))
                .flatMap(each -> each.getValue().stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    /** All that lies in partitions now. */
    Map<TopicPartition, Part> whole(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Part> whole = new HashMap<>();
        consumer.beginningOffsets(partitions)
                .forEach((partition, from) -> whole.put(partition, new Part(from, ends.getOrDefault(partition, from))));
        return whole;
    }

    /** Hands the records of parts over, those of a partition in their order. What comes after its end is left. */
    void read(Map<TopicPartition, Part> parts, Consumer<ConsumerRecord<String, byte[]>> into) {
        consumer.assign(parts.keySet());
        parts.forEach((partition, part) -> consumer.seek(partition, part.from()));
        while (parts.entrySet().stream()
                .anyMatch(each ->
                        consumer.position(each.getKey()) < each.getValue().end())) {
            for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
                Part part = parts.get(new TopicPartition(each.topic(), each.partition()));
                if (part != null && each.offset() < part.end()) {
                    into.accept(each);
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
