package io.cancernet.training.dataset;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The announced dataset versions in memory. */
public final class InMemoryFrozenDatasets implements FrozenDatasetRepository {

    private final Map<DatasetVersion, FrozenDataset> datasets = new HashMap<>();
    private final Map<DatasetVersion, List<SlideId>> erased = new HashMap<>();

    @Override
    public FrozenDataset add(FrozenDataset dataset) {
        datasets.putIfAbsent(dataset.version(), dataset);
        return find(dataset.version()).orElseThrow();
    }

    @Override
    public Optional<FrozenDataset> find(DatasetVersion version) {
        return Optional.ofNullable(datasets.get(version));
    }

    @Override
    public List<FrozenDataset> named(String prefix) {
        return datasets.values().stream()
                .filter(each -> each.version().name().startsWith(prefix))
                .toList();
    }

    @Override
    public void erase(DatasetVersion version, SlideId slide, Instant at) {
        erased.computeIfAbsent(version, each -> new ArrayList<>()).add(slide);
    }

    @Override
    public List<SlideId> erasedFrom(DatasetVersion version) {
        return List.copyOf(erased.getOrDefault(version, List.of()));
    }

    @Override
    public Set<Sha256> erasedManifests() {
        return datasets.values().stream()
                .filter(each -> erased.containsKey(each.version()))
                .map(each -> each.manifest().sha256())
                .collect(Collectors.toUnmodifiableSet());
    }
}
