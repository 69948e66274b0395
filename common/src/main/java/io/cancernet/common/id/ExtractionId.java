package io.cancernet.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identity of the patches cut from one slide with stated parameters: 32 lower-case hex digits. */
public record ExtractionId(@JsonValue String value) implements Comparable<ExtractionId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ExtractionId {
        Identifiers.requireHash("extraction id", value);
    }

    @Override
    public int compareTo(ExtractionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
