package io.cancernet.training.erasure;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.HeardChanges;
import io.cancernet.common.event.SlideDeleted;
import io.cancernet.common.id.DatasetVersion;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.training.dataset.FrozenDatasetRepository;
import io.cancernet.training.patch.PatchRepository;
import io.cancernet.training.run.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Purges what is held of slides that were deleted. Where one was erased from a dataset, that is marked, and what is queued
 * or running on it is stopped, and reports of runs that have ended show it no longer. Models stay: they hold no patch.
 */
@ApplicationScoped
public class FollowDeletions {

    private final PatchRepository patches;
    private final FrozenDatasetRepository datasets;
    private final Runs runs;
    private final DecodedPatches decoded;
    private final ReportedPatches reported;
    private final HeardChanges changes;

    FollowDeletions(
            PatchRepository patches,
            FrozenDatasetRepository datasets,
            Runs runs,
            DecodedPatches decoded,
            ReportedPatches reported,
            HeardChanges changes) {
        this.patches = patches;
        this.datasets = datasets;
        this.runs = runs;
        this.decoded = decoded;
        this.reported = reported;
        this.changes = changes;
    }

    /** Marks come first, with the entry in the audit: whoever stores a patch looks for them afterwards. */
    public List<Outcome> handle(List<Received<SlideDeleted>> batch) {
        batch.forEach(each -> changes.run(entry(each), () -> mark(each)));
        patches.removeSlides(
                batch.stream().map(each -> each.event().slideId()).distinct().toList());
        Map<DatasetVersion, Set<SlideId>> erased = erased(batch);
        erased.keySet().forEach(runs::cancelAll);
        decoded.purge();
        erased.forEach(reported::erase);
        return batch.stream().map(each -> Outcome.DONE).toList();
    }

    private void mark(Received<SlideDeleted> each) {
        SlideDeleted event = each.event();
        patches.markDeleted(event.slideId(), each.queuedAt());
        for (DatasetVersion dataset : event.datasets()) {
            datasets.erase(dataset, event.slideId(), event.deletedAt());
        }
    }

    private static AuditEntry entry(Received<SlideDeleted> each) {
        SlideDeleted event = each.event();
        return AuditEntry.heard(
                Instant.now(),
                each.origin(),
                "slide-purged",
                event.slideId().value(),
                Map.of(
                        "erased",
                        event.erased(),
                        "datasets",
                        event.datasets().stream().map(DatasetVersion::toString).toList()));
    }

    private static Map<DatasetVersion, Set<SlideId>> erased(List<Received<SlideDeleted>> batch) {
        Map<DatasetVersion, Set<SlideId>> erased = new LinkedHashMap<>();
        for (Received<SlideDeleted> each : batch) {
            each.event().datasets().forEach(dataset -> erased.computeIfAbsent(dataset, key -> new HashSet<>())
                    .add(each.event().slideId()));
        }
        return erased;
    }
}
