package io.cancernet.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** SHA-256 of bytes, 64 lower-case hex digits: it verifies bytes, it never identifies (blank tiles share bytes). */
public record Sha256(@JsonValue String value) {

    private static final int DIGITS = 64;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sha256 {
        if (!Hashes.isHex(value, DIGITS)) {
            throw new IllegalArgumentException("sha256 must be 64 lower-case hex digits: '%s'".formatted(value));
        }
    }

    public static Sha256 of(byte[] bytes) {
        return new Sha256(Hashes.sha256(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
