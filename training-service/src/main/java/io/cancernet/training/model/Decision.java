package io.cancernet.training.model;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's decision on who serves in a slot.
 *
 * @param slot {@code live} or {@code shadow}
 * @param expected the model that the decision takes over from, {@code none} for an empty slot; absent: whichever it is
 */
public record Decision(
        String slot, String by, String reason, @Nullable String expected) {

    static final String NONE = "none";
    private static final int LONGEST = 1000;

    public Decision {
        requireSlot(slot);
        requireText("by", by);
        requireText("reason", reason);
    }

    static void requireSlot(String slot) {
        if (!slot.equals(ModelPromoted.LIVE) && !slot.equals(ModelPromoted.SHADOW)) {
            throw new IllegalArgumentException("slot is live or shadow: '%s'".formatted(slot));
        }
    }

    /** Checks that text says who or why. */
    public static void requireText(String field, String value) {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "%s is required, at most %d characters: say who decides and why".formatted(field, LONGEST));
        }
    }

    /**
     * Checks that nobody decided in between.
     *
     * @throws DomainException {@code conflict} saying who holds the slot
     */
    public void requireExpected(@Nullable ModelVersion holder) {
        String held = holder == null ? NONE : holder.toString();
        if (expected != null && !expected.equals(held)) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "slot %s is held by %s and not by %s: somebody promoted meanwhile; look at GET /api/v1/slots/%s and decide again"
                            .formatted(slot, held, expected, slot));
        }
    }
}
