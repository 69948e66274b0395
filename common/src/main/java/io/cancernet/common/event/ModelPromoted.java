package io.cancernet.common.event;

import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model version took a slot, {@code live} or {@code shadow}. A tombstone under the slot's key retires it.
 *
 * @param weights the network's weights (safetensors)
 * @param spec the model's description (model.json)
 * @param calibration turns the network's logit difference into a probability
 * @param threshold calibrated probability from which on a patch counts as positive
 * @param input what images the model takes
 */
public record ModelPromoted(
        String slot,
        ModelVersion model,
        ObjectRef weights,
        ObjectRef spec,
        Calibration calibration,
        double threshold,
        Input input,
        String promotedBy,
        String reason,
        Instant promotedAt)
        implements Event {

    public static final String LIVE = "live";
    public static final String SHADOW = "shadow";

    public ModelPromoted {
        if (!slot.equals(LIVE) && !slot.equals(SHADOW)) {
            throw new IllegalArgumentException("a slot is live or shadow: '%s'".formatted(slot));
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("a threshold is a probability: " + threshold);
        }
    }

    /** Platt scaling: probability = sigmoid(slope * logit difference + intercept). */
    public record Calibration(double slope, double intercept) {}

    /**
     * Images the network was trained on.
     *
     * @param width in pixels, after resizing
     * @param height in pixels, after resizing
     * @param mpp resolution of the patches before resizing
     * @param scaling factor from 8-bit values to the network's input
     * @param patchSize side of the patches in pixels before resizing; absent: that of the input
     */
    public record Input(
            int width,
            int height,
            MicronsPerPixel mpp,
            double scaling,
            @Nullable Integer patchSize) {}

    @Override
    public Topic topic() {
        return Topic.MODELS_PROMOTED;
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
