package io.cancernet.training.patch;

import io.cancernet.common.patch.PatchLocation;
import java.util.List;

/**
 * All patches of a manifest.
 *
 * @param images where each patch lies, in the order of the manifest
 * @param fromEvents patches that an event told of
 * @param fromManifest gaps that were filled from the manifest
 */
public record GatheredPatches(List<PatchLocation> images, int fromEvents, int fromManifest) {

    public GatheredPatches {
        images = List.copyOf(images);
    }
}
