package io.cancernet.training.deadletter.rest;

import io.cancernet.training.deadletter.OpenedLetter;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter whole.
 *
 * @param letter where it lies, by which it is named
 * @param topic that the record came from
 * @param headers the record's own and those of its failure
 * @param data as text, its beginning where it is long; absent where none were kept
 * @param bytes length of all data
 */
record OpenedLetterView(
        String letter,
        String topic,
        @Nullable String key,
        String code,
        String reason,
        Instant failedAt,
        boolean replayed,
        Map<String, String> headers,
        @Nullable String data,
        int bytes) {

    static OpenedLetterView from(OpenedLetter letter) {
        return new OpenedLetterView(
                letter.letter().toString(),
                letter.topic(),
                letter.key(),
                letter.code(),
                letter.reason(),
                letter.failedAt(),
                letter.replayed(),
                letter.headers(),
                letter.data(),
                letter.bytes());
    }
}
