package io.cancernet.training.deadletter;

import io.cancernet.common.event.Topic;
import io.cancernet.common.kafka.DeadLetterIndex;
import io.cancernet.common.kafka.LetterId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; what is absent does not matter.
 *
 * @param topic that the records came from, or that the letters lie in
 * @param code stable error code, such as {@code unknown-shard}
 * @param replayed whether they went back already
 * @param letters single letters; any when empty
 */
public record LetterFilter(
        @Nullable String topic,
        @Nullable String code,
        @Nullable Boolean replayed,
        Set<LetterId> letters) {

    public LetterFilter {
        letters = Set.copyOf(letters);
        topic = topic != null && topic.endsWith(Topic.DEAD_LETTER_SUFFIX)
                ? topic.substring(0, topic.length() - Topic.DEAD_LETTER_SUFFIX.length())
                : topic;
    }

    boolean takes(DeadLetterIndex.Entry letter) {
        return (topic == null || topic.equals(letter.topic()))
                && (code == null || code.equals(letter.code()))
                && (replayed == null || replayed == letter.replayed())
                && (letters.isEmpty() || letters.contains(letter.id()));
    }

    boolean asksForAll() {
        return topic == null && code == null && letters.isEmpty();
    }
}
