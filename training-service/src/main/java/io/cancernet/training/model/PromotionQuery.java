package io.cancernet.training.model;

import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** Which entries of the ledger are looked for, newest first; what is absent is not asked. */
public record PromotionQuery(
        @Nullable String slot, @Nullable ModelVersion model, PageRequest page) {

    public PromotionQuery {
        if (slot != null) {
            Decision.requireSlot(slot);
        }
    }
}
