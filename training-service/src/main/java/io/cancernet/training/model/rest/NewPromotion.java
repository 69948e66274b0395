package io.cancernet.training.model.rest;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.security.Caller;
import io.cancernet.training.model.Decision;
import io.cancernet.training.model.PromotionRequest;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body that asks for a promotion. */
public record NewPromotion(
        @Nullable String slot,
        @Nullable String by,
        @Nullable String reason,

        @Schema(description = "model that is thought to hold the slot, or none; 409 when it is another") @Nullable String expected,

        @Nullable DemandedGates gates) {

    PromotionRequest toRequest(ModelVersion model, Caller caller) {
        Decision decision = new Decision(
                Objects.requireNonNullElse(slot, ModelPromoted.LIVE),
                Objects.requireNonNullElse(caller.nameOr(by), ""),
                Objects.requireNonNullElse(reason, ""),
                expected);
        return new PromotionRequest(model, decision, DemandedGates.of(gates));
    }
}
