package io.cancernet.training.deadletter;

import io.cancernet.common.kafka.DeadLetterGroups;
import java.util.List;

/**
 * Dead letters counted by topic and code.
 *
 * @param items by topic, then code
 * @param letters all of them
 * @param older letters that are older than those that are listed and counted
 */
public record GroupedLetters(List<DeadLetterGroups.Group> items, int letters, long older) {

    public GroupedLetters {
        items = List.copyOf(items);
    }

    /** For who may not see what letters hold, which a reason may quote. */
    public GroupedLetters withoutReasons() {
        return new GroupedLetters(
                items.stream().map(DeadLetterGroups.Group::withoutReason).toList(), letters, older);
    }
}
