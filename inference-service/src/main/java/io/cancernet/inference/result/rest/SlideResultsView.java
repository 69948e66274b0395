package io.cancernet.inference.result.rest;

import io.cancernet.inference.result.SlideResults;
import io.cancernet.inference.slide.WaitingSlide;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What scoring a slide came to, as REST answers it: a page of requests. */
record SlideResultsView(
        List<SlideResultView> items,

        @Schema(description = "cursor of the page after this one; absent on the last") @Nullable String next,

        @Schema(description = "since when a slide that was announced for scoring waits to be requested, and for what")
        @Nullable WaitingSlide waiting) {

    static SlideResultsView from(SlideResults results) {
        return new SlideResultsView(
                results.requests().items().stream().map(SlideResultView::from).toList(),
                results.requests().next(),
                results.waiting());
    }
}
