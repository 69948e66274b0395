package io.cancernet.training.patch;

import io.cancernet.common.event.PatchExtracted;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.PatchLocation;
import java.time.Instant;
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

    /** Forgets patches. */
    void remove(Collection<PatchId> patches);

    /** Forgets all patches of slides. */
    void removeSlides(Collection<SlideId> slides);

    /** Notes that a slide was deleted, as an event told at that time. */
    void markDeleted(SlideId slide, Instant toldAt);

    /** When the deletion of those of the slides that were deleted was told. */
    Map<SlideId, Instant> deleted(Collection<SlideId> slides);

    /** A patch that is known. */
    record Known(PatchLocation image, boolean fromEvent) {}
}
