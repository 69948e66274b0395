package io.cancernet.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A submitted ingest. */
public record IngestId(@JsonValue String value) implements Comparable<IngestId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public IngestId {
        Identifiers.requireName("ingest id", value);
    }

    @Override
    public int compareTo(IngestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
