package io.cancernet.dataset.view;

import io.cancernet.common.id.SlideId;
import java.net.URI;

/** A slide at the place where its original lies. */
record OriginalKey(SlideId slide, URI original) {

    /** The place may name a patient. */
    @Override
    public String toString() {
        return "original of slide " + slide;
    }
}
