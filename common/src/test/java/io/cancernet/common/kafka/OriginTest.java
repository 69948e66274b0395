package io.cancernet.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class OriginTest {

    @Test
    void record_tellsItsSourceItsPlaceAndItsTime() {
        Origin origin = Origin.of(kafkaRecord("/hospital/scanner"));

        assertThat(origin.source()).isEqualTo("/hospital/scanner");
        assertThat(origin.address()).isEqualTo("kafka:cancernet.slides.submitted.v1-2@17 2026-01-02T03:04:05.006Z");
    }

    @Test
    void senderThatDoesNotSayWhoItIs_isUnknown() {
        assertThat(Origin.of(new ConsumerRecord<>("topic", 0, 1, "key", null)).source())
                .isEqualTo("unknown");
        assertThat(Origin.of(kafkaRecord(" ")).source()).isEqualTo("unknown");
    }

    @Test
    void sourceThatWouldFillAPage_orBreakALine_isCutShort() {
        assertThat(Origin.of(kafkaRecord("a\nb\u0000c")).source()).isEqualTo("abc");
        assertThat(Origin.of(kafkaRecord("x".repeat(5000))).source()).hasSize(200);
    }

    private static ConsumerRecord<String, String> kafkaRecord(String source) {
        ConsumerRecord<String, String> told = new ConsumerRecord<>(
                "cancernet.slides.submitted.v1",
                2,
                17,
                Instant.parse("2026-01-02T03:04:05.006Z").toEpochMilli(),
                TimestampType.CREATE_TIME,
                3,
                5,
                "key",
                "value",
                new RecordHeaders(),
                Optional.empty());
        told.headers().add("ce_source", source.getBytes(StandardCharsets.UTF_8));
        return told;
    }
}
