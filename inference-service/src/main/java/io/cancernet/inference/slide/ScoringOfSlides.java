package io.cancernet.inference.slide;

import java.util.Optional;

/** Where slides that were announced for scoring wait until they are requested. Writes belong to the caller's transaction. */
public interface ScoringOfSlides {

    /** Makes a slide wait; once more changes nothing. */
    void await(AnnouncedSlide slide);

    /** How a slide waits; empty when it does not. */
    Optional<WaitingSlide> waiting(AnnouncedSlide slide);
}
