package io.cancernet.inference.slide;

import io.cancernet.common.event.SlideIngested;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;

/** Keeps what was announced of slides. */
@ApplicationScoped
public class RecordSlides {

    private final SlideRepository slides;

    RecordSlides(SlideRepository slides) {
        this.slides = slides;
    }

    public List<Outcome> handle(List<Received<SlideIngested>> batch) {
        slides.save(batch.stream()
                .map(each -> AnnouncedSlide.from(each.event(), each.queuedAt()))
                .toList());
        return Collections.nCopies(batch.size(), Outcome.DONE);
    }
}
