package io.cancernet.common.kafka;

import io.cancernet.common.event.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes the dead letter of a record: its own bytes, key and headers, with why it failed; it can be replayed. */
final class DeadLetters {

    static final String CODE = "error-code";
    static final String REASON = "error-reason";
    static final String TOPIC = "error-topic";
    private static final String ATTEMPTS = "error-attempts";
    private static final String PARTITION = "error-partition";
    private static final String OFFSET = "error-offset";

    /** What a letter has more than its record. */
    static final List<String> HEADERS = List.of(CODE, REASON, ATTEMPTS, TOPIC, PARTITION, OFFSET);

    private DeadLetters() {}

    static OutgoingRecord of(ConsumerRecord<String, byte[]> original, Outcome.Failed failure) {
        Headers headers = new RecordHeaders(original.headers());
        Map<String, String> failed = Map.of(
                CODE,
                failure.code().slug(),
                REASON,
                failure.reason(),
                ATTEMPTS,
                Integer.toString(failure.attempts()),
                TOPIC,
                original.topic(),
                PARTITION,
                Integer.toString(original.partition()),
                OFFSET,
                Long.toString(original.offset()));
        for (String name : HEADERS) {
            headers.remove(name);
            headers.add(name, Objects.requireNonNull(failed.get(name)).getBytes(StandardCharsets.UTF_8));
        }
        return new OutgoingRecord(
                original.topic() + Topic.DEAD_LETTER_SUFFIX, original.key(), original.value(), headers);
    }
}
