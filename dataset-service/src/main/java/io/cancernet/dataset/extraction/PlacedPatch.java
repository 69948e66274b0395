package io.cancernet.dataset.extraction;

import io.cancernet.dataset.layout.PatchName;
import io.cancernet.dataset.source.SourceFile;

/** A usable patch with its place in the slide, which the layout knows or a grid gives. */
public record PlacedPatch(UsablePatch patch, PatchName.Position position) {

    SourceFile file() {
        return patch.candidate().file();
    }

    PatchName name() {
        return patch.candidate().patch();
    }
}
