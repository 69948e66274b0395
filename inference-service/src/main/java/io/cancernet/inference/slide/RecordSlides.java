package io.cancernet.inference.slide;

import io.cancernet.common.event.Purpose;
import io.cancernet.common.event.SlideIngested;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.common.tracing.ConsumedTraces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collections;
import java.util.List;

/** Keeps what was announced of slides; those for scoring wait to be requested from the same moment. */
@ApplicationScoped
public class RecordSlides {

    private final SlideRepository slides;
    private final ScoringOfSlides scoring;

    RecordSlides(SlideRepository slides, ScoringOfSlides scoring) {
        this.slides = slides;
        this.scoring = scoring;
    }

    @Transactional
    public List<Outcome> handle(List<Received<SlideIngested>> batch) {
        List<AnnouncedSlide> kept = slides.save(batch.stream()
                .map(each -> AnnouncedSlide.from(each.event(), each.queuedAt()))
                .toList());
        kept.stream()
                .filter(each -> each.purpose() == Purpose.SCORING)
                .forEach(each -> ConsumedTraces.runWithin(each.slideId().value(), () -> scoring.await(each)));
        return Collections.nCopies(batch.size(), Outcome.DONE);
    }
}
