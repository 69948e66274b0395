package io.cancernet.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A training run. */
public record RunId(@JsonValue String value) implements Comparable<RunId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RunId {
        Identifiers.requireName("run id", value);
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
