package io.cancernet.dataset.ingest;

import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.dataset.stain.StainMethod;
import org.jspecify.annotations.Nullable;

/**
 * How a whole slide is cut into patches.
 *
 * @param patchSize side of a patch in pixels; absent: the live model's for scoring, the configured one else
 * @param patchMpp resolution of a patch; absent: likewise
 * @param minTissue smallest share of tissue that a patch must show, 0 to 1; absent: the default
 * @param stain absent: none
 */
public record CutOptions(
        @Nullable Integer patchSize,
        @Nullable MicronsPerPixel patchMpp,
        @Nullable Double minTissue,
        @Nullable StainMethod stain) {

    public static final CutOptions DEFAULT = new CutOptions(null, null, null, null);

    public CutOptions {
        if (patchSize != null && (patchSize < 16 || patchSize > 4096)) {
            throw new IllegalArgumentException("a patch has 16 to 4096 pixels a side: " + patchSize);
        }
        if (minTissue != null && !(minTissue >= 0 && minTissue <= 1)) {
            throw new IllegalArgumentException("the share of tissue lies between 0 and 1: " + minTissue);
        }
    }
}
