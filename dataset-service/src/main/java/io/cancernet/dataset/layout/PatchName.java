package io.cancernet.dataset.layout;

import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.Split;
import org.jspecify.annotations.Nullable;

/**
 * What a patch file says about itself by its path.
 *
 * @param name what the patch is called within its slide, wherever the archive has its tree; its id follows from it
 * @param position absent where names say nothing of places
 * @param label 1 for disease, 0 for none, absent when unknown
 * @param sourceSplit the split that the source itself puts the patch into
 */
public record PatchName(
        SlideName slide,
        String name,
        @Nullable Position position,
        @Nullable Integer label,
        @Nullable Split sourceSplit) {

    public PatchName {
        Labels.requireBinary(label);
    }

    /**
     * The place of a patch in its slide.
     *
     * @param x left edge in the pixels that the archive's names count
     * @param y top edge in the same pixels
     */
    public record Position(int x, int y) {}
}
