package io.cancernet.inference.slide;

import io.cancernet.common.id.SlideId;
import java.util.List;
import java.util.Optional;

/** The announced slides. */
public interface SlideRepository {

    /** Keeps slides, the later of two announcements of the same one; one that was deleted since is not kept. */
    void save(List<AnnouncedSlide> slides);

    Optional<AnnouncedSlide> find(SlideId slide);
}
