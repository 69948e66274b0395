package io.cancernet.inference.model;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a promoted model stands on this replica.
 *
 * @param error why it does not serve: it failed, or its store is away for now
 */
public record SlotStatus(
        String slot,
        ModelVersion model,
        State state,
        double threshold,
        ModelPromoted.Input input,
        Instant promotedAt,
        @Nullable String error) {

    /** Whether the model scores. */
    public enum State {
        LOADING,
        LIVE,
        /** It scores beside the live one, and nothing of it is published. */
        SHADOW,
        /** It cannot be loaded; the model that served before goes on. */
        FAILED;

        @JsonValue
        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static SlotStatus of(ModelPromoted promotion, State state, @Nullable String error) {
        return new SlotStatus(
                promotion.slot(),
                promotion.model(),
                state,
                promotion.threshold(),
                promotion.input(),
                promotion.promotedAt(),
                error);
    }
}
