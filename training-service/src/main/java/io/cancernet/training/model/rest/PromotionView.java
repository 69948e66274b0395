package io.cancernet.training.model.rest;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.training.model.Gate;
import io.cancernet.training.model.Promotion;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An entry of the ledger as REST answers it. */
public record PromotionView(
        long number,
        String slot,

        @Schema(description = "absent where the slot was emptied") @Nullable ModelVersion model,

        Instant promotedAt,
        String by,
        String reason,

        @Schema(description = "the model's when it was promoted, by path; none of an imported model")
        SortedMap<String, Double> metrics,

        List<Gate> gates,

        @Schema(description = "number of the entry that a roll back went back to") @Nullable Long restores) {

    static PromotionView from(Promotion promotion) {
        return new PromotionView(
                promotion.number(),
                promotion.slot(),
                promotion.model(),
                promotion.promotedAt(),
                promotion.by(),
                promotion.reason(),
                promotion.metrics().values(),
                promotion.gates(),
                promotion.restores());
    }
}
