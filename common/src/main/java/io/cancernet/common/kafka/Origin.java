package io.cancernet.common.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Where an event came from.
 *
 * @param source who told it, by its own account: the CloudEvents attribute, such as {@code /dataset-service}
 * @param topic that it lay in
 * @param offset in the partition
 * @param at when the record was written, as it says itself
 */
public record Origin(String source, String topic, int partition, long offset, Instant at) {

    /** Of a record whose sender did not say who it is. */
    static final String UNKNOWN = "unknown";

    private static final String SOURCE = "ce_source";
    private static final int LONGEST_SOURCE = 200;

    /** Of a record, whether it holds an event or not. */
    public static Origin of(ConsumerRecord<?, ?> kafkaRecord) {
        Header source = kafkaRecord.headers().lastHeader(SOURCE);
        String told = source == null || source.value() == null ? "" : text(source.value());
        return new Origin(
                told.isEmpty() ? UNKNOWN : told,
                kafkaRecord.topic(),
                kafkaRecord.partition(),
                kafkaRecord.offset(),
                Instant.ofEpochMilli(kafkaRecord.timestamp()));
    }

    /**
     * The place of the record and its time, in UTC: {@code kafka:TOPIC-PARTITION@OFFSET TIME}. Brokers that were set up anew
     * count offsets from 0 again.
     */
    public String address() {
        return "kafka:%s-%d@%d %s".formatted(topic, partition, offset, at);
    }

    /** Without what a sender could fill a log or a page with. */
    private static String text(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return text.substring(0, Math.min(text.length(), LONGEST_SOURCE));
    }
}
