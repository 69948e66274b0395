package io.cancernet.training.deadletter;

import io.cancernet.common.kafka.LetterId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A wish to put letters back: named ones, or the oldest of a topic or code.
 *
 * @param again whether those that went back before do so again
 * @param limit how many go at once, 1 to 1,000
 * @param reason why, for the record
 */
public record ReplayOrder(
        Set<LetterId> letters,
        @Nullable String topic,
        @Nullable String code,
        boolean again,
        int limit,
        String reason) {

    public static final int MOST = 1000;
    private static final int LONGEST_REASON = 1000;

    public ReplayOrder {
        letters = Set.copyOf(letters);
        if (limit < 1 || limit > MOST || letters.size() > MOST) {
            throw new IllegalArgumentException("1 to %,d letters go back at once".formatted(MOST));
        }
        if (reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("a reason has at most %,d characters".formatted(LONGEST_REASON));
        }
        if (new LetterFilter(topic, code, null, letters).asksForAll()) {
            throw new IllegalArgumentException("say which letters go back: letters, topic or code");
        }
    }

    LetterFilter filter() {
        return new LetterFilter(topic, code, again ? null : Boolean.FALSE, letters);
    }
}
