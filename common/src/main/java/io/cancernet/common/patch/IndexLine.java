package io.cancernet.common.patch;

import io.cancernet.common.id.PatchId;
import org.jspecify.annotations.Nullable;

/**
 * A line of an extraction's index: one patch.
 *
 * @param x left edge in level-0 pixels of the slide (in a patch archive: as its file names say)
 * @param y top edge in the same pixels
 * @param width of the patch image in pixels
 * @param height of the patch image in pixels
 * @param label 1 for disease, 0 for none, absent when unknown
 * @param sourceSplit the split that the source itself puts the patch into, such as a folder called train; absent when
 *     it says nothing
 */
public record IndexLine(
        PatchId patchId,
        int x,
        int y,
        int width,
        int height,
        @Nullable Integer label,
        @Nullable Split sourceSplit,
        PatchLocation image) {

    public IndexLine {
        Labels.requireBinary(label);
    }
}
