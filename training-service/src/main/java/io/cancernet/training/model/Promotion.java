package io.cancernet.training.model;

import io.cancernet.common.event.ModelVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the promotion ledger: who put which model into which slot, why, and on which metrics.
 *
 * @param number rises with time
 * @param model absent where the slot was emptied
 * @param metrics the model's when it was promoted
 * @param gates that it passed
 * @param restores the entry that a roll back went back to; absent of other entries
 */
public record Promotion(
        long number,
        String slot,
        @Nullable ModelVersion model,
        String by,
        String reason,
        Instant promotedAt,
        ModelMetrics metrics,
        List<Gate> gates,
        @Nullable Long restores) {

    public Promotion {
        gates = List.copyOf(gates);
    }
}
