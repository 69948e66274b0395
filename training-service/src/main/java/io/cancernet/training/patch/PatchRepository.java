package io.cancernet.training.patch;

import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The patches that this service knows. A patch that is known already stays as it is. */
public interface PatchRepository {

    /** Stores patches as events told of them. */
    void addFromEvents(List<PatchExtracted> patches);

    /** Stores patches that no event told of, as a manifest describes them. */
    void addFromManifest(List<ManifestLine> patches);

    /** Where those of the patches lie that are known, and how each came to be known. */
    Map<PatchId, Known> find(Collection<PatchId> patches);

    /** A patch that is known. */
    record Known(PatchLocation image, boolean fromEvent) {}
}
