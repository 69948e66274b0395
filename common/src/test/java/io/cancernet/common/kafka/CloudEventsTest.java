package io.cancernet.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.event.SlideRejected;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CloudEventsTest {

    private static final SlideRejected EVENT =
            new SlideRejected("archive.zip", new IngestId("i-1"), "no-images", "No image was found.");
    private static final Headers HEADERS = CloudEvents.headers(EVENT, "dataset-service", Instant.EPOCH);

    @Test
    void headers_holdTheRequiredAttributes() {
        assertThat(text("ce_specversion")).isEqualTo("1.0");
        assertThat(text("ce_id")).isEqualTo("i-1");
        assertThat(text("ce_source")).isEqualTo("/dataset-service");
        assertThat(text("ce_type")).isEqualTo("io.cancernet.slides.rejected.v1");
        assertThat(text("ce_time")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(text("content-type")).isEqualTo("application/json");
    }

    @Test
    void event_encodedAndDecoded_isTheSame() {
        assertThat(CloudEvents.decode(consumed(Json.write(EVENT), HEADERS), SlideRejected.class))
                .isEqualTo(EVENT);
    }

    @Test
    void malformedRecords_areRefusedWithWhatIsWrong() {
        assertRefused(null, HEADERS, "no value");
        assertRefused(bytes("{"), HEADERS, "the data is no JSON");
        assertRefused(bytes("[]"), HEADERS, "the data must be a JSON object");
        assertRefused(bytes(Json.text(EVENT) + "{}"), HEADERS, "goes on after its end");
        assertRefused(bytes("{\"reference\":[1]}"), HEADERS, "reference must be a text");
        assertRefused(bytes("null"), HEADERS, "null");
        assertRefused(bytes("{\"reference\":\"a\",\"ingestId\":\"../b\"}"), HEADERS, "ingest id");
        assertRefused(bytes("{\"reference\":\"a\"}"), HEADERS, "ingestId is required");
        assertRefused(Json.write(EVENT), new RecordHeaders(), "ce_type");
        Headers other = new RecordHeaders().add("ce_type", bytes("io.cancernet.slides.rejected.v2"));
        assertRefused(Json.write(EVENT), other, "v2");
    }

    private static void assertRefused(byte @Nullable [] value, Headers headers, String what) {
        assertThatThrownBy(() -> CloudEvents.decode(consumed(value, headers), SlideRejected.class))
                .isInstanceOf(DomainException.class)
                .hasMessageContaining(what)
                .hasMessageNotContaining(SlideRejected.class.getPackageName());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String header) {
        return new String(HEADERS.lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("NullAway") // Kafka's constructor takes a null value for a tombstone
    private static ConsumerRecord<String, byte[]> consumed(byte @Nullable [] value, Headers headers) {
        return new ConsumerRecord<>(
                "topic", 0, 0, 0, TimestampType.CREATE_TIME, 0, 0, "key", value, headers, Optional.empty());
    }
}
