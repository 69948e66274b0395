package io.cancernet.training.model.rest;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.training.model.Promotion;
import java.time.Instant;

/** A promotion as REST answers it. */
public record PromotionView(String slot, ModelVersion model, Instant promotedAt, String by, String reason) {

    static PromotionView from(Promotion promotion) {
        return new PromotionView(
                promotion.slot(), promotion.model(), promotion.promotedAt(), promotion.by(), promotion.reason());
    }
}
