package io.cancernet.training.dataset;

import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.DatasetFrozen;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Remembers the dataset versions that are announced; a version never changes. */
@ApplicationScoped
public class FollowDatasets {

    private final FrozenDatasetRepository datasets;

    public FollowDatasets(FrozenDatasetRepository datasets) {
        this.datasets = datasets;
    }

    public List<Outcome> handle(List<Received<DatasetFrozen>> batch) {
        return batch.stream().map(each -> add(each.event())).toList();
    }

    private Outcome add(DatasetFrozen event) {
        FrozenDataset announced = FrozenDataset.of(event);
        FrozenDataset standing = datasets.add(announced);
        if (standing.manifest().sha256().equals(announced.manifest().sha256())) {
            return Outcome.DONE;
        }
        return Outcome.failed(
                ErrorCode.CONFLICT,
                "dataset %s stands here with another manifest (%s); freeze a new version instead"
                        .formatted(event.dataset(), standing.manifest().sha256()));
    }
}
