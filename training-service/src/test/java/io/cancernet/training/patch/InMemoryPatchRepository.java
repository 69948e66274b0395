package io.cancernet.training.patch;

import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.patch.ManifestLine;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A patch store in memory. */
public final class InMemoryPatchRepository implements PatchRepository {

    private final Map<PatchId, Known> patches = new HashMap<>();
    private final Map<PatchId, SlideId> slides = new HashMap<>();
    private final Map<SlideId, Instant> deleted = new HashMap<>();
    private Runnable onFind = () -> {};

    /** Does something at each look, such as an event that arrives meanwhile. */
    public void onFind(Runnable action) {
        onFind = action;
    }

    @Override
    public void addFromEvents(List<PatchExtracted> added) {
        added.forEach(each -> add(each.patchId(), each.slideId(), new Known(each.image(), true)));
    }

    @Override
    public void addFromManifest(List<ManifestLine> added) {
        added.forEach(each -> add(each.patchId(), each.slideId(), new Known(each.image(), false)));
    }

    private void add(PatchId patch, SlideId slide, Known known) {
        patches.putIfAbsent(patch, known);
        slides.putIfAbsent(patch, slide);
    }

    @Override
    public Map<PatchId, Known> find(Collection<PatchId> wanted) {
        onFind.run();
        Map<PatchId, Known> found = new HashMap<>(patches);
        found.keySet().retainAll(wanted);
        return found;
    }

    @Override
    public void remove(Collection<PatchId> unwanted) {
        patches.keySet().removeAll(unwanted);
        slides.keySet().removeAll(unwanted);
    }

    @Override
    public void removeSlides(Collection<SlideId> unwanted) {
        slides.values().removeIf(unwanted::contains);
        patches.keySet().retainAll(slides.keySet());
    }

    @Override
    public void markDeleted(SlideId slide, Instant toldAt) {
        deleted.merge(slide, toldAt, (one, other) -> one.isAfter(other) ? one : other);
    }

    @Override
    public Map<SlideId, Instant> deleted(Collection<SlideId> wanted) {
        Map<SlideId, Instant> found = new HashMap<>(deleted);
        found.keySet().retainAll(wanted);
        return found;
    }
}
