package io.cancernet.common.kafka;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;

/** What became of one consumed record. */
public sealed interface Outcome {

    Outcome DONE = new Done();

    static Outcome failed(ErrorCode code, String reason) {
        return new Failed(code, reason);
    }

    static Outcome failed(DomainException e) {
        return new Failed(e.code(), String.valueOf(e.getMessage()));
    }

    /** Its effect is in place; a repeat changes nothing. */
    record Done() implements Outcome {}

    /**
     * It cannot be used, now or later: it goes to the dead-letter topic.
     *
     * @param attempts how often it was tried
     */
    record Failed(ErrorCode code, String reason, int attempts) implements Outcome {

        /** Tried once: to try it again could not help. */
        public Failed(ErrorCode code, String reason) {
            this(code, reason, 1);
        }
    }
}
