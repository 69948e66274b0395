package io.cancernet.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that was published on a topic, from its start to its end as it is now, repeats included. */
final class TopicRecords {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Where the trace's id stands in a traceparent. */
    private static final int TRACE_BEGIN = 3;

    private static final int TRACE_END = 35;

    private final String bootstrapServers;

    TopicRecords(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** An event: its data, and the trace that it belongs to, empty outside of any. */
    record Event(JsonNode data, String traceId) {}

    /** Ids of the scores of patches. */
    List<String> scoreIds() {
        return events("cancernet.patches.scored.v1").stream()
                .map(each -> each.data().path("scoreId").asText())
                .toList();
    }

    List<Event> events(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        List<Event> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofSeconds(1))) {
                    events.add(new Event(data(each.value()), traceId(each)));
                }
            }
        }
        return events;
    }

    /** Tests put records on topics that are no JSON. */
    private static JsonNode data(byte[] value) {
        try {
            return MAPPER.readTree(value);
        } catch (JsonProcessingException e) {
            return MAPPER.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String traceId(ConsumerRecord<?, ?> each) {
        Header traceparent = each.headers().lastHeader("traceparent");
        return traceparent == null
                ? ""
                : new String(traceparent.value(), StandardCharsets.UTF_8).substring(TRACE_BEGIN, TRACE_END);
    }
}
