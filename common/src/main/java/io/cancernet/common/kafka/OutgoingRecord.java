package io.cancernet.common.kafka;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A Kafka record on its way out. No value is a tombstone. */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
public record OutgoingRecord(String topic, @Nullable String key, byte @Nullable [] value, Headers headers) {}
