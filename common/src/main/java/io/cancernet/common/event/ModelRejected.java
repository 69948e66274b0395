package io.cancernet.common.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model that was promoted cannot be loaded; whoever held the slot before goes on. Each replica that fails tells so,
 * under the same id.
 *
 * @param slot that it was promoted to
 * @param serving the model that goes on in the slot; absent when there is none, so that live patches wait
 * @param code stable error code
 * @param reason what is wrong with it
 * @param promotedAt of the promotion that came to nothing
 */
public record ModelRejected(
        String slot,
        ModelVersion model,
        @Nullable ModelVersion serving,
        String code,
        String reason,
        Instant promotedAt,
        Instant rejectedAt)
        implements Event {

    @Override
    public Topic topic() {
        return Topic.MODELS_REJECTED;
    }

    @Override
    public String key() {
        return slot;
    }

    @Override
    public String eventId() {
        return slot + "-" + model + "-" + promotedAt;
    }
}
