package io.cancernet.dataset.dataset;

import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.dataset.slide.Slide;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A labelled patch of a chosen slide.
 *
 * @param given the split that it brings along
 */
record ChosenPatch(
        Slide slide, IndexLine line, int label, @Nullable Split given) {

    /**
     * The order of patches within a case. Patch ids would order them too, but differ with the pseudonym key, and the
     * order decides what a seeded training makes of them.
     */
    static final Comparator<ChosenPatch> BY_PLACE = Comparator.<ChosenPatch>comparingInt(
                    each -> each.line().y())
            .thenComparingInt(each -> each.line().x())
            .thenComparing(each -> each.line().patchId());

    ManifestLine in(Split split) {
        return new ManifestLine(
                split,
                slide.caseId(),
                slide.slideId(),
                slide.extractionId(),
                line.patchId(),
                line.x(),
                line.y(),
                line.width(),
                line.height(),
                label,
                line.image());
    }
}
