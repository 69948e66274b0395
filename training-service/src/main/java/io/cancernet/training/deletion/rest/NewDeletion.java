package io.cancernet.training.deletion.rest;

import io.cancernet.training.deletion.DeletionRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Body that asks for a deletion. */
public record NewDeletion(@Nullable String by, @Nullable String reason) {

    static final String EXAMPLE = "{\"by\": \"n.ohara\", \"reason\": \"trained on mislabelled cases\"}";

    static DeletionRequest require(@Nullable NewDeletion body) {
        if (body == null) {
            throw new IllegalArgumentException("the body is missing: " + EXAMPLE);
        }
        return new DeletionRequest(
                Objects.requireNonNullElse(body.by, ""), Objects.requireNonNullElse(body.reason, ""));
    }
}
