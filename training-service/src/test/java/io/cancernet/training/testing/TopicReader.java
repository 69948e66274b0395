package io.cancernet.training.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cancernet.common.event.Topic;
import io.cancernet.common.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what a topic holds at the moment. */
public final class TopicReader {

    private final String bootstrapServers;

    public TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** All records of a key, in order. */
    public List<Message> read(String topic, String key) {
        return read(topic).stream().filter(each -> key.equals(each.key())).toList();
    }

    public List<Message> read(Topic topic, String key) {
        return read(topic.topicName(), key);
    }

    private List<Message> read(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Message> messages = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> messages.add(Message.of(each)));
            }
            return messages;
        }
    }

    /** A record with its headers as text; a tombstone's data is missing. */
    public record Message(String key, JsonNode data, Map<String, String> headers) {

        static Message of(ConsumerRecord<String, byte[]> record) {
            Map<String, String> headers = new HashMap<>();
            record.headers().forEach(each -> headers.put(each.key(), new String(each.value(), StandardCharsets.UTF_8)));
            try {
                byte[] value = record.value();
                JsonNode data = value == null
                        ? MissingNode.getInstance()
                        : Json.mapper().readTree(value);
                return new Message(record.key(), data, headers);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
