package io.cancernet.dataset.dataset;

import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Datasets in memory, and a configuration that goes with them. */
final class InMemoryDatasets implements DatasetRepository {

    static final DatasetsConfig CONFIG = new DatasetsConfig() {
        @Override
        public int maxManifestLines() {
            return 4_000_000;
        }

        @Override
        public Duration lease() {
            return Duration.ofSeconds(3);
        }

        @Override
        public Duration pollInterval() {
            return Duration.ofMillis(50);
        }
    };

    private final List<FrozenDataset> all = new ArrayList<>();

    List<FrozenDataset> all() {
        return List.copyOf(all);
    }

    @Override
    public Freezing freeze(String name, Sha256 manifest, Function<DatasetVersion, FrozenDataset> freeze) {
        List<FrozenDataset> versions =
                all.stream().filter(each -> each.dataset().name().equals(name)).toList();
        for (FrozenDataset each : versions) {
            if (each.manifest().sha256().equals(manifest)) {
                return new Freezing(each, false);
            }
        }
        FrozenDataset added = freeze.apply(new DatasetVersion(name, versions.size() + 1));
        all.add(added);
        return new Freezing(added, true);
    }

    @Override
    public void erase(DatasetVersion dataset, SlideId slide, Instant at, Function<FrozenDataset, Rewritten> rewrite) {
        all.replaceAll(each ->
                each.dataset().equals(dataset) ? each.with(Erased.from(each, slide, at, rewrite.apply(each))) : each);
    }

    void add(FrozenDataset dataset) {
        all.add(dataset);
    }

    @Override
    public Optional<FrozenDataset> find(DatasetVersion dataset) {
        return all.stream().filter(each -> each.dataset().equals(dataset)).findFirst();
    }

    @Override
    public Page<FrozenDataset> list(DatasetFilter filter, PageRequest page) {
        return Page.whole(all());
    }
}
