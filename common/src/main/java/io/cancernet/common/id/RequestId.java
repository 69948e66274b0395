package io.cancernet.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A scoring request. */
public record RequestId(@JsonValue String value) implements Comparable<RequestId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RequestId {
        Identifiers.requireName("request id", value);
    }

    @Override
    public int compareTo(RequestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
