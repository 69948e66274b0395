package io.cancernet.dataset.deletion.rest;

import io.cancernet.common.json.Json;
import io.cancernet.common.security.Caller;
import io.cancernet.dataset.deletion.Grounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Body of a deletion. It is not in the address, because addresses are written to logs. Many clients send a DELETE with no
 * body, or with one of a type that they do not name, so that the text is read whatever it is called.
 */
public record DeletionBody(
        @Schema(description = "who asks", examples = "study office") @Nullable String by,

        @Schema(description = "why; without a patient's name, since it stays in the audit") @Nullable String reason) {

    private static final String UNSTATED = "not stated";

    /** For a plain deletion both may be left out. */
    static Grounds optional(String body, Caller caller) {
        DeletionBody read = read(body);
        return new Grounds(
                Objects.requireNonNullElse(caller.nameOr(read.by), UNSTATED),
                Objects.requireNonNullElse(read.reason, UNSTATED));
    }

    static Grounds required(String body, Caller caller) {
        DeletionBody read = read(body);
        return new Grounds(
                Objects.requireNonNullElse(caller.nameOr(read.by), ""), Objects.requireNonNullElse(read.reason, ""));
    }

    private static DeletionBody read(String body) {
        if (body.isBlank()) {
            return new DeletionBody(null, null);
        }
        try {
            return Json.read(body.getBytes(StandardCharsets.UTF_8), DeletionBody.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("the body is not of the form {\"by\": \"who\", \"reason\": \"why\"}", e);
        }
    }
}
