package io.cancernet.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Keyed pseudonym of a submitted slide identity: 32 lower-case hex digits. */
public record SlideId(@JsonValue String value) implements Comparable<SlideId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SlideId {
        Identifiers.requireHash("slide id", value);
    }

    @Override
    public int compareTo(SlideId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
