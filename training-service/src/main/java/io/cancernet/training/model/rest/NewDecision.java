package io.cancernet.training.model.rest;

import io.cancernet.common.security.Caller;
import io.cancernet.training.model.Decision;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body that rolls a slot back, or empties it. */
public record NewDecision(
        @Nullable String by,
        @Nullable String reason,

        @Schema(description = "model that is thought to hold the slot; 409 when it is another") @Nullable String expected,

        @Schema(description = "of the model that comes back; none where the slot is emptied") @Nullable DemandedGates gates) {

    Decision toDecision(String slot, Caller caller) {
        return new Decision(
                slot,
                Objects.requireNonNullElse(caller.nameOr(by), ""),
                Objects.requireNonNullElse(reason, ""),
                expected);
    }
}
