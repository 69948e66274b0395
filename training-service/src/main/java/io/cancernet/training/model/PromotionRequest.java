package io.cancernet.training.model;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;

/** Asks for a model to take a slot. */
public record PromotionRequest(ModelVersion model, String slot, String by, String reason) {

    private static final int LONGEST = 1000;

    public PromotionRequest {
        if (!slot.equals(ModelPromoted.LIVE) && !slot.equals(ModelPromoted.SHADOW)) {
            throw new IllegalArgumentException("slot is live or shadow: '%s'".formatted(slot));
        }
        requireText("by", by);
        requireText("reason", reason);
    }

    private static void requireText(String field, String value) {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "%s is required, at most %d characters: say who promotes and why".formatted(field, LONGEST));
        }
    }
}
