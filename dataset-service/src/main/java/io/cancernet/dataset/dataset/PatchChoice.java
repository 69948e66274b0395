package io.cancernet.dataset.dataset;

import io.cancernet.common.patch.IndexLine;
import io.cancernet.dataset.slide.Slide;
import org.jspecify.annotations.Nullable;

/** Says which patches of the chosen slides a dataset takes. Asked twice about each, it says the same. */
interface PatchChoice {

    /** The patch as it is taken; absent when it is left out, which is counted where the dataset tells of it. */
    @Nullable ChosenPatch choose(Slide slide, IndexLine line, LeftOut leftOut);

    /** All that have a label, with or without those at the border. */
    static PatchChoice labelled(BorderPatches borderPatches) {
        return (slide, line, leftOut) -> {
            Integer label = line.label();
            boolean border = line.width() != slide.patchWidth() || line.height() != slide.patchHeight();
            if (label == null) {
                leftOut.unlabelled++;
                return null;
            }
            if (border && borderPatches == BorderPatches.DROP) {
                leftOut.border++;
                return null;
            }
            return new ChosenPatch(slide, line, label, line.sourceSplit());
        };
    }

    /** Counts of what was left out. */
    final class LeftOut {
        int border;
        int unlabelled;
    }
}
