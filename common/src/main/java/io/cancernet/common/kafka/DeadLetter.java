package io.cancernet.common.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cancernet.common.event.Topic;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that a consumer could not use, as it lies among the dead letters.
 *
 * @param topic that the record came from, and goes back to
 * @param value absent where it was too large to be kept, or the record had none
 * @param headers the record's own and those of its failure
 * @param code why it failed; {@code unknown} where the letter does not say
 * @param replayed whether it went back already
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
public record DeadLetter(
        LetterId id,
        String topic,
        @Nullable String key,
        byte @Nullable [] value,
        Headers headers,
        String code,
        String reason,
        Instant failedAt,
        boolean replayed) {

    /** Header of a record that went back, naming its letter. */
    public static final String REPLAYED_FROM = "replayed-from";

    private static final String UNKNOWN = "unknown";

    static DeadLetter of(ConsumerRecord<String, byte[]> kept, ReplayedLetters replayed) {
        LetterId id = new LetterId(kept.topic(), kept.partition(), kept.offset());
        Instant failedAt = Instant.ofEpochMilli(kept.timestamp());
        String from = kept.topic().substring(0, kept.topic().length() - Topic.DEAD_LETTER_SUFFIX.length());
        return new DeadLetter(
                id,
                text(kept.headers(), DeadLetters.TOPIC, from),
                kept.key(),
                kept.value(),
                kept.headers(),
                text(kept.headers(), DeadLetters.CODE, UNKNOWN),
                text(kept.headers(), DeadLetters.REASON, ""),
                failedAt,
                replayed.has(id, failedAt));
    }

    /** A header as text. */
    public static String text(Headers headers, String name, String otherwise) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? otherwise : new String(header.value(), UTF_8);
    }

    /** The record as it was before it failed, with where it comes from. */
    ProducerRecord<String, byte[]> original() {
        Headers original = new RecordHeaders(headers);
        DeadLetters.HEADERS.forEach(original::remove);
        original.remove(REPLAYED_FROM);
        original.add(REPLAYED_FROM, id.toString().getBytes(UTF_8));
        return new ProducerRecord<>(topic, null, key, value, original);
    }
}
