package io.cancernet.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identity of one patch of one extraction: 32 lower-case hex digits. */
public record PatchId(@JsonValue String value) implements Comparable<PatchId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PatchId {
        Identifiers.requireHash("patch id", value);
    }

    @Override
    public int compareTo(PatchId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
