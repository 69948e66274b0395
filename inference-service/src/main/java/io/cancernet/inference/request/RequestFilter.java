package io.cancernet.inference.request;

import io.cancernet.common.id.SlideId;
import org.jspecify.annotations.Nullable;

/** Which requests of a list are wanted; what is absent does not matter. */
public record RequestFilter(@Nullable SlideId slide, ScoringRequest.@Nullable State state) {

    public static RequestFilter of(SlideId slide) {
        return new RequestFilter(slide, null);
    }
}
