package io.cancernet.training.model.rest;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.training.model.PromotionRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Body that asks for a promotion. */
public record NewPromotion(
        @Nullable String slot,
        @Nullable String by,
        @Nullable String reason) {

    static NewPromotion require(@Nullable NewPromotion body) {
        if (body == null) {
            throw new IllegalArgumentException(
                    "the body is missing: {\"slot\": \"live\", \"by\": \"who\", \"reason\": \"why\"}");
        }
        return body;
    }

    PromotionRequest toRequest(ModelVersion model) {
        return new PromotionRequest(
                model,
                Objects.requireNonNullElse(slot, ModelPromoted.LIVE),
                Objects.requireNonNullElse(by, ""),
                Objects.requireNonNullElse(reason, ""));
    }
}
