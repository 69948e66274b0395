package io.cancernet.common.testing;

import io.cancernet.embedded.SharedStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic of the embedded Kafka from its start, for a test to look at. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private TopicReader() {}

    /** All records that match, once there are at least so many; whatever is there when the time is up. */
    public static List<ConsumerRecord<String, byte[]>> read(
            String topic, int atLeast, Duration atMost, Predicate<ConsumerRecord<String, byte[]>> matching) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        long deadline = System.nanoTime() + atMost.toNanos();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(config())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (found.size() < atLeast && System.nanoTime() < deadline) {
                consumer.poll(POLL).forEach(each -> {
                    if (matching.test(each)) {
                        found.add(each);
                    }
                });
            }
            // One more look, so that more than expected is seen too.
            consumer.poll(POLL).forEach(each -> {
                if (matching.test(each)) {
                    found.add(each);
                }
            });
        }
        return found;
    }

    private static Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", SharedStack.configuration().get("kafka.bootstrap.servers"));
        config.put("key.deserializer", StringDeserializer.class);
        config.put("value.deserializer", ByteArrayDeserializer.class);
        return config;
    }
}
