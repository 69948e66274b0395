package io.cancernet.training.deadletter;

import io.cancernet.common.kafka.LetterId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter with its data.
 *
 * @param topic that the record came from
 * @param headers the record's own and those of its failure
 * @param data as text, its beginning where it is long; absent where none were kept
 * @param bytes length of all data
 * @param replayed whether it went back already
 */
public record OpenedLetter(
        LetterId letter,
        String topic,
        @Nullable String key,
        String code,
        String reason,
        Instant failedAt,
        boolean replayed,
        Map<String, String> headers,
        @Nullable String data,
        int bytes) {

    /** Bytes of data that are shown: an image that lies inline in an event is longer, and tells nobody anything. */
    public static final int MOST_SHOWN = 16 << 10;

    public OpenedLetter {
        headers = new TreeMap<>(headers);
    }
}
