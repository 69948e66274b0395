package io.cancernet.training.deadletter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That somebody put letters back.
 *
 * @param letters that were named, as TOPIC@PARTITION:OFFSET; empty where a topic or code was
 * @param again whether letters that went back before were meant too
 * @param replayed how many went back
 * @param remaining how many were meant too and waited for another replay
 */
public record ReplayRecord(
        Instant at,
        String by,
        String reason,
        List<String> letters,
        @Nullable String topic,
        @Nullable String code,
        boolean again,
        int replayed,
        int remaining) {

    public ReplayRecord {
        letters = List.copyOf(letters);
    }
}
