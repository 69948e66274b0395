package io.cancernet.inference.model;

import io.cancernet.common.event.ModelPromoted;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;

/**
 * A model version with where its files lie.
 *
 * @param weights the network's weights
 * @param spec its {@code model.json}
 * @param mpp resolution of the patches it was trained on
 */
public record PromotedModel(ModelVersion version, ObjectRef weights, ObjectRef spec, MicronsPerPixel mpp) {

    static PromotedModel from(ModelPromoted event) {
        return new PromotedModel(
                event.model(), event.weights(), event.spec(), event.input().mpp());
    }
}
