package io.cancernet.inference.erasure;

import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What this service holds of slides. Each method is one transaction. */
public interface SlideTraces {

    /** Forgets that a slide was announced, and notes that it was deleted, as an event told at that time. */
    void markDeleted(SlideId slide, Instant toldAt);

    /** Those of the slides that were deleted and not announced again since. */
    Set<SlideId> gone(Collection<SlideId> slides);

    /** All requests to score a slide. */
    List<RequestId> requests(SlideId slide);

    /** Forgets the slides' scores and ended requests; those that somebody asked for and that go on fail, and say why. */
    void forget(Collection<SlideId> slides, Instant now);
}
