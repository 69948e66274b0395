package io.cancernet.dataset.wholeslide.rest;

import io.cancernet.dataset.wholeslide.SlideFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A slide reader as REST tells it. */
record SlideFormatResponse(
        String reader,
        List<String> formats,
        boolean available,
        @Nullable String obstacle) {

    static SlideFormatResponse from(SlideFormat format) {
        return new SlideFormatResponse(
                format.reader(),
                format.formats(),
                format.available(),
                format.obstacle().orElse(null));
    }
}
