package io.cancernet.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that was published about scored patches. */
final class ScoredTopic {

    private static final String TOPIC = "cancernet.patches.scored.v1";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ScoredTopic() {}

    /** Ids of the scores from the topic's start to its end as it is now, repeats included. */
    static List<String> scoreIds(String bootstrapServers) throws IOException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        List<String> ids = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    ids.add(MAPPER.readTree(record.value()).path("scoreId").asText());
                }
            }
        }
        return ids;
    }
}
