package io.cancernet.dataset.patch;

import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.Labels;
import io.cancernet.common.patch.Split;
import org.jspecify.annotations.Nullable;

/**
 * Which patches of a slide are asked for; what is absent does not matter.
 *
 * @param label 0 or 1
 * @param sourceSplit that the source itself gives
 * @param x left edge
 * @param y top edge
 */
public record PatchFilter(
        @Nullable Integer label,
        @Nullable Split sourceSplit,
        @Nullable Integer x,
        @Nullable Integer y) {

    public PatchFilter {
        Labels.requireBinary(label);
    }

    boolean takes(IndexLine line) {
        return (label == null || label.equals(line.label()))
                && (sourceSplit == null || sourceSplit == line.sourceSplit())
                && (x == null || x == line.x())
                && (y == null || y == line.y());
    }
}
