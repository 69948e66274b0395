package io.cancernet.inference.slide;

/** Where slides that were announced for scoring wait until they are requested. Writes belong to the caller's transaction. */
public interface ScoringOfSlides {

    /** Makes a slide wait; once more changes nothing. */
    void await(AnnouncedSlide slide);
}
