package io.cancernet.training.model.rest;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.training.model.Promotion;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who serves in a slot, or served at a time, by which decision. What is absent had not happened yet. */
public record SlotView(
        String slot,
        @Nullable Instant at,
        @Nullable ModelVersion model,
        @Nullable PromotionView decision) {

    static SlotView of(String slot, @Nullable Instant at, Optional<Promotion> standing) {
        return new SlotView(
                slot,
                at,
                standing.map(Promotion::model).orElse(null),
                standing.map(PromotionView::from).orElse(null));
    }
}
