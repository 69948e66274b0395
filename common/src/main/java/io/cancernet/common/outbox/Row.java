package io.cancernet.common.outbox;

import io.cancernet.common.kafka.CloudEvents;
import io.cancernet.common.kafka.OutgoingRecord;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A row of the outbox table. */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
record Row(
        long id,
        String topic,
        String key,
        String eventId,
        String eventType,
        byte @Nullable [] payload,
        Instant createdAt,
        @Nullable String traceparent) {

    static Row of(ResultSet result) throws SQLException {
        return new Row(
                result.getLong("id"),
                result.getString("topic"),
                result.getString("event_key"),
                result.getString("event_id"),
                result.getString("event_type"),
                result.getBytes("payload"),
                result.getTimestamp("created_at").toInstant(),
                result.getString("traceparent"));
    }

    OutgoingRecord outgoing(String source) {
        Headers headers =
                payload == null ? new RecordHeaders() : CloudEvents.headers(eventId, eventType, source, createdAt);
        if (traceparent != null) {
            headers.add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
        }
        return new OutgoingRecord(topic, key, payload, headers);
    }
}
