package io.cancernet.training.deadletter.rest;

import io.cancernet.common.kafka.DeadLetterIndex;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter in a list.
 *
 * @param letter where it lies, by which it is named
 * @param topic that the record came from
 * @param bytes length of its data; absent where none were kept
 */
record LetterView(
        String letter,
        String topic,
        @Nullable String key,
        @Nullable Integer bytes,
        String code,
        String reason,
        Instant failedAt,
        boolean replayed) {

    static LetterView from(DeadLetterIndex.Entry entry) {
        return new LetterView(
                entry.id().toString(),
                entry.topic(),
                entry.key(),
                entry.bytes(),
                entry.code(),
                entry.reason(),
                entry.failedAt(),
                entry.replayed());
    }
}
