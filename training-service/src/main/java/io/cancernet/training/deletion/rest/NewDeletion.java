package io.cancernet.training.deletion.rest;

import io.cancernet.common.json.Json;
import io.cancernet.common.security.Caller;
import io.cancernet.training.deletion.DeletionRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Body that asks for a deletion. */
public record NewDeletion(@Nullable String by, @Nullable String reason) {

    static final String EXAMPLE = "{\"by\": \"n.ohara\", \"reason\": \"trained on mislabelled cases\"}";

    private static final NewDeletion NOTHING = new NewDeletion(null, null);

    /** Reads the body, whatever type the client calls it: many send a DELETE with none, or name no type. */
    static DeletionRequest parse(String body, Caller caller) {
        NewDeletion read = read(body);
        return new DeletionRequest(
                Objects.requireNonNullElse(caller.nameOr(read.by), ""), Objects.requireNonNullElse(read.reason, ""));
    }

    private static NewDeletion read(String body) {
        if (body.isBlank()) {
            return NOTHING;
        }
        try {
            return Objects.requireNonNullElse(
                    Json.read(body.getBytes(StandardCharsets.UTF_8), NewDeletion.class), NOTHING);
        } catch (IOException e) {
            throw new IllegalArgumentException("the body is not of the form " + EXAMPLE, e);
        }
    }
}
