package io.cancernet.training.dataset;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.HeardChanges;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.DatasetFrozen;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Remembers the dataset versions that are announced; a version never changes. */
@ApplicationScoped
public class FollowDatasets {

    private final FrozenDatasetRepository datasets;
    private final HeardChanges changes;

    public FollowDatasets(FrozenDatasetRepository datasets, HeardChanges changes) {
        this.datasets = datasets;
        this.changes = changes;
    }

    public List<Outcome> handle(List<Received<DatasetFrozen>> batch) {
        return batch.stream().map(this::add).toList();
    }

    private Outcome add(Received<DatasetFrozen> each) {
        DatasetFrozen event = each.event();
        FrozenDataset announced = FrozenDataset.of(event);
        AuditEntry entry = AuditEntry.heard(
                Instant.now(),
                each.origin(),
                "dataset-frozen",
                event.dataset().toString(),
                Map.of("manifest", announced.manifest().sha256().value()));
        try {
            changes.run(entry, () -> requireSame(datasets.add(announced), announced));
            return Outcome.DONE;
        } catch (DomainException e) {
            return Outcome.failed(e);
        }
    }

    private static void requireSame(FrozenDataset standing, FrozenDataset announced) {
        if (!standing.manifest().sha256().equals(announced.manifest().sha256())) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "dataset %s stands here with another manifest (%s); freeze a new version instead"
                            .formatted(announced.version(), standing.manifest().sha256()));
        }
    }
}
