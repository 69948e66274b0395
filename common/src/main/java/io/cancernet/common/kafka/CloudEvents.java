package io.cancernet.common.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.Event;
import io.cancernet.common.json.Json;
import io.cancernet.common.json.JsonRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 in Kafka's binary content mode: attributes are headers, the value is the JSON data. */
public final class CloudEvents {

    static final String TYPE = "ce_type";

    private CloudEvents() {}

    /** The headers of an event, told by the service {@code source}. */
    public static Headers headers(Event event, String source, Instant time) {
        return headers(event.eventId(), event.type(), source, time);
    }

    public static Headers headers(String id, String type, String source, Instant time) {
        return new RecordHeaders()
                .add("ce_specversion", utf8("1.0"))
                .add("ce_id", utf8(id))
                .add("ce_source", utf8("/" + source))
                .add(TYPE, utf8(type))
                .add("ce_time", utf8(time.toString()))
                .add("content-type", utf8("application/json"));
    }

    /**
     * Reads the event of a record.
     *
     * @throws DomainException {@link ErrorCode#MALFORMED_EVENT} when the record is no event of this type
     */
    public static <E extends Event> E decode(ConsumerRecord<String, byte[]> kafkaRecord, Class<E> type) {
        byte[] value = kafkaRecord.value();
        if (value == null) {
            throw malformed("the record has no value", null);
        }
        Header sentType = kafkaRecord.headers().lastHeader(TYPE);
        if (sentType == null) {
            throw malformed("the record has no ce_type header (CloudEvents, binary content mode)", null);
        }
        E event;
        try {
            event = Json.read(value, type);
        } catch (JsonProcessingException e) {
            throw malformed(JsonRefusal.of(e, "the data"), e);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are read without errors", e);
        }
        if (event == null) {
            throw malformed("the data is null", null);
        }
        String sent = new String(sentType.value(), StandardCharsets.UTF_8);
        if (!sent.equals(event.type())) {
            throw malformed("ce_type is '%s', expected '%s'".formatted(sent, event.type()), null);
        }
        return event;
    }

    private static DomainException malformed(String message, @Nullable IOException cause) {
        return cause == null
                ? new DomainException(ErrorCode.MALFORMED_EVENT, message)
                : new DomainException(ErrorCode.MALFORMED_EVENT, message, cause);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
