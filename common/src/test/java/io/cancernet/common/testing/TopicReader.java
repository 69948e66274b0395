package io.cancernet.common.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cancernet.common.event.Topic;
import io.cancernet.common.json.Json;
import io.cancernet.embedded.SharedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its start to its present end, for a test to look at. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;

    public TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * All records of the embedded Kafka that match, once there are at least so many; whatever is there when the time is
     * up.
     */
    public static List<ConsumerRecord<String, byte[]>> read(
            String topic, int atLeast, Duration atMost, Predicate<ConsumerRecord<String, byte[]>> matching) {
        TopicReader reader = new TopicReader(
                Objects.requireNonNull(SharedStack.configuration().get("kafka.bootstrap.servers")));
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            List<ConsumerRecord<String, byte[]>> found =
                    reader.records(topic).stream().filter(matching).toList();
            if (found.size() >= atLeast || System.nanoTime() > deadline) {
                return found;
            }
        }
    }

    /** The data of all events. */
    public List<JsonNode> events(Topic topic) {
        return records(topic.topicName()).stream()
                .map(Message::of)
                .map(Message::data)
                .toList();
    }

    /** The data of all events of which a field has this value. */
    public List<JsonNode> events(Topic topic, String field, String value) {
        return events(topic).stream()
                .filter(event -> event.path(field).asText().equals(value))
                .toList();
    }

    /** All records of a key, in order. */
    public List<Message> messages(String topic, String key) {
        return records(topic).stream()
                .filter(each -> key.equals(each.key()))
                .map(Message::of)
                .toList();
    }

    /** All records of a key, in order. */
    public List<Message> messages(Topic topic, String key) {
        return messages(topic.topicName(), key);
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic) {
        Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }

    /** A record with its headers as text; the data of a tombstone is missing. */
    public record Message(String key, JsonNode data, Map<String, String> headers) {

        static Message of(ConsumerRecord<String, byte[]> record) {
            Map<String, String> headers = new HashMap<>();
            record.headers().forEach(each -> headers.put(each.key(), new String(each.value(), StandardCharsets.UTF_8)));
            try {
                JsonNode data = record.value() == null
                        ? MissingNode.getInstance()
                        : Json.mapper().readTree(record.value());
                return new Message(record.key(), data, headers);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
