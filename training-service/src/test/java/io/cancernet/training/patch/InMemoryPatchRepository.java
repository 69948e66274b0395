package io.cancernet.training.patch;

import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.patch.ManifestLine;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A patch store in memory. */
public final class InMemoryPatchRepository implements PatchRepository {

    private final Map<PatchId, Known> patches = new HashMap<>();
    private Runnable onFind = () -> {};

    /** Does something at each look, such as an event that arrives meanwhile. */
    public void onFind(Runnable action) {
        onFind = action;
    }

    @Override
    public void addFromEvents(List<PatchExtracted> added) {
        added.forEach(each -> patches.putIfAbsent(each.patchId(), new Known(each.image(), true)));
    }

    @Override
    public void addFromManifest(List<ManifestLine> added) {
        added.forEach(each -> patches.putIfAbsent(each.patchId(), new Known(each.image(), false)));
    }

    @Override
    public Map<PatchId, Known> find(Collection<PatchId> wanted) {
        onFind.run();
        Map<PatchId, Known> found = new HashMap<>(patches);
        found.keySet().retainAll(wanted);
        return found;
    }
}
