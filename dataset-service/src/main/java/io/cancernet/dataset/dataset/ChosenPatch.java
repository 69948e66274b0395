package io.cancernet.dataset.dataset;

import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.ManifestLine;
import io.cancernet.common.patch.Split;
import io.cancernet.dataset.slide.Slide;

/** A labelled patch of a chosen slide. */
record ChosenPatch(Slide slide, IndexLine line, int label) {

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
