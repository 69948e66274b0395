package io.cancernet.training.deadletter;

import io.cancernet.common.kafka.DeadLetterIndex;
import io.cancernet.common.kafka.LetterId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The dead letters of all services. All methods throw {@link io.cancernet.common.error.Outage} when no broker answers. */
public interface LetterBox {

    /** What went back, and how many letters could not, by reason. */
    record Sent(int replayed, Map<String, Integer> left) {

        public Sent {
            left = Map.copyOf(left);
        }
    }

    /** What there is, newest first. */
    DeadLetterIndex.Listing look();

    Optional<OpenedLetter> open(LetterId letter);

    /** Puts letters back where they came from; one that went back before does so again. */
    Sent replay(Set<LetterId> letters);
}
