package io.cancernet.inference.slide;

import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.SlideId;
import java.util.List;
import java.util.Optional;

/** The announced slides. */
public interface SlideRepository {

    /**
     * Keeps slides, the later of two announcements of the same one; one that was deleted since is not kept.
     *
     * @return those that are the current announcement of their slide now
     */
    List<AnnouncedSlide> save(List<AnnouncedSlide> slides);

    Optional<AnnouncedSlide> find(SlideId slide);

    /** The slide whose current extraction this is. */
    Optional<AnnouncedSlide> find(ExtractionId extraction);

    /** Waits until nobody else keeps or deletes the slide, and keeps them waiting to the end of the transaction. */
    void hold(SlideId slide);
}
