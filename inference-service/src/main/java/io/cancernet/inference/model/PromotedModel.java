package io.cancernet.inference.model;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model version with where its files lie.
 *
 * @param weights the network's weights
 * @param spec its {@code model.json}
 * @param mpp resolution of the patches it was trained on
 * @param patchSize longer side of the patches it was trained on, in pixels; absent of a model that was promoted before
 *     this was kept
 */
public record PromotedModel(
        ModelVersion version,
        ObjectRef weights,
        ObjectRef spec,
        MicronsPerPixel mpp,
        @Nullable Integer patchSize) {

    static PromotedModel from(ModelPromoted event) {
        ModelPromoted.Input input = event.input();
        int patchSize = Objects.requireNonNullElse(input.patchSize(), Math.max(input.width(), input.height()));
        return new PromotedModel(event.model(), event.weights(), event.spec(), input.mpp(), patchSize);
    }
}
