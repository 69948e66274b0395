package io.cancernet.training.dataset;

import io.cancernet.common.event.DatasetFrozen;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.unit.MicronsPerPixel;

/**
 * A dataset version that can be trained on.
 *
 * @param leaky whether cases stand in several splits on purpose
 */
public record FrozenDataset(DatasetVersion version, ObjectRef manifest, MicronsPerPixel mpp, boolean leaky) {

    static FrozenDataset of(DatasetFrozen event) {
        return new FrozenDataset(event.dataset(), event.manifest(), event.mpp(), event.leaky());
    }
}
