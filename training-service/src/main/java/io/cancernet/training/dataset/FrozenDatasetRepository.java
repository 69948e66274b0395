package io.cancernet.training.dataset;

import io.cancernet.common.id.DatasetVersion;
import java.util.Optional;

/** The dataset versions that were announced. */
public interface FrozenDatasetRepository {

    /** Adds a version and returns what stands under it from now on: the first that was added. */
    FrozenDataset add(FrozenDataset dataset);

    Optional<FrozenDataset> find(DatasetVersion version);
}
