package io.cancernet.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identity of the score of one patch by one model version: 32 lower-case hex digits. */
public record ScoreId(@JsonValue String value) implements Comparable<ScoreId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ScoreId {
        Identifiers.requireHash("score id", value);
    }

    @Override
    public int compareTo(ScoreId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
