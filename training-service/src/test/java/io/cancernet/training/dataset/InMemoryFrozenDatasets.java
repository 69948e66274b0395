package io.cancernet.training.dataset;

import io.cancernet.common.id.DatasetVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The announced dataset versions in memory. */
public final class InMemoryFrozenDatasets implements FrozenDatasetRepository {

    private final Map<DatasetVersion, FrozenDataset> datasets = new HashMap<>();

    @Override
    public FrozenDataset add(FrozenDataset dataset) {
        datasets.putIfAbsent(dataset.version(), dataset);
        return find(dataset.version()).orElseThrow();
    }

    @Override
    public Optional<FrozenDataset> find(DatasetVersion version) {
        return Optional.ofNullable(datasets.get(version));
    }
}
