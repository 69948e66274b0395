package io.cancernet.training.patch;

import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes patch events into the patch store, a batch at a time; a repeat changes nothing. */
@ApplicationScoped
public class StorePatches {

    private final PatchRepository patches;

    public StorePatches(PatchRepository patches) {
        this.patches = patches;
    }

    public List<Outcome> handle(List<Received<PatchExtracted>> batch) {
        patches.addFromEvents(batch.stream().map(Received::event).toList());
        patches.remove(tooLate(batch));
        return Collections.nCopies(batch.size(), Outcome.DONE);
    }

    /**
     * What was told of a slide before its deletion was; topics do not keep each other's order. Asked after the patches are
     * stored: a deletion that is noted later forgets them itself.
     */
    private List<PatchId> tooLate(List<Received<PatchExtracted>> batch) {
        Set<SlideId> slides = batch.stream().map(each -> each.event().slideId()).collect(Collectors.toSet());
        Map<SlideId, Instant> deleted = patches.deleted(slides);
        if (deleted.isEmpty()) {
            return List.of();
        }
        Set<PatchId> late = new HashSet<>();
        Set<PatchId> inTime = new HashSet<>();
        for (Received<PatchExtracted> each : batch) {
            Instant gone = deleted.get(each.event().slideId());
            boolean before = gone != null && !each.queuedAt().isAfter(gone);
            (before ? late : inTime).add(each.event().patchId());
        }
        late.removeAll(inTime);
        return List.copyOf(late);
    }
}
