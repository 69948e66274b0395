package io.cancernet.common.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes the dead letter of a record: its own bytes, key and headers, with why it failed; it can be replayed. */
final class DeadLetters {

    private DeadLetters() {}

    static OutgoingRecord of(ConsumerRecord<String, byte[]> original, Outcome.Failed failure, int attempts) {
        Headers headers = new RecordHeaders(original.headers());
        for (String[] header : List.of(
                new String[] {"error-code", failure.code().slug()},
                new String[] {"error-reason", failure.reason()},
                new String[] {"error-attempts", Integer.toString(attempts)},
                new String[] {"error-topic", original.topic()},
                new String[] {"error-partition", Integer.toString(original.partition())},
                new String[] {"error-offset", Long.toString(original.offset())})) {
            headers.remove(header[0]);
            headers.add(header[0], header[1].getBytes(StandardCharsets.UTF_8));
        }
        return new OutgoingRecord(original.topic() + ".failed", original.key(), original.value(), headers);
    }
}
