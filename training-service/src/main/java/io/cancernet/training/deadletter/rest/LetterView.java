package io.cancernet.training.deadletter.rest;

import io.cancernet.common.kafka.DeadLetterIndex;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter in a list.
 *
 * @param letter where it lies, by which it is named
 * @param topic that the record came from
 * @param key of the record; absent where it has none, and for who may not see what letters hold
 * @param bytes length of its data; absent where none were kept
 * @param reason absent for who may not see what letters hold: it may quote the record
 */
record LetterView(
        String letter,
        String topic,
        @Nullable String key,
        @Nullable Integer bytes,
        String code,
        @Nullable String reason,
        Instant failedAt,
        boolean replayed) {

    /** @param quoting whether to tell what may quote the record: its key, and the reason */
    static LetterView from(DeadLetterIndex.Entry entry, boolean quoting) {
        return new LetterView(
                entry.id().toString(),
                entry.topic(),
                quoting ? entry.key() : null,
                entry.bytes(),
                entry.code(),
                quoting ? entry.reason() : null,
                entry.failedAt(),
                entry.replayed());
    }
}
