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
 */
public record PatchFilter(@Nullable Integer label, @Nullable Split sourceSplit) {

    public PatchFilter {
        Labels.requireBinary(label);
    }

    boolean takes(IndexLine line) {
        return (label == null || label.equals(line.label()))
                && (sourceSplit == null || sourceSplit == line.sourceSplit());
    }
}
