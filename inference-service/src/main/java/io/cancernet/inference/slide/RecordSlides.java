package io.cancernet.inference.slide;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.AuditTrail;
import io.cancernet.common.event.Purpose;
import io.cancernet.common.event.SlideIngested;
import io.cancernet.common.kafka.Outcome;
import io.cancernet.common.kafka.Received;
import io.cancernet.common.tracing.ConsumedTraces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Keeps what was announced of slides; those for scoring wait to be requested from the same moment. */
@ApplicationScoped
public class RecordSlides {

    private final SlideRepository slides;
    private final ScoringOfSlides scoring;
    private final AuditTrail audit;

    RecordSlides(SlideRepository slides, ScoringOfSlides scoring, AuditTrail audit) {
        this.slides = slides;
        this.scoring = scoring;
        this.audit = audit;
    }

    @Transactional
    public List<Outcome> handle(List<Received<SlideIngested>> batch) {
        batch.stream()
                .filter(each -> each.event().purpose() == Purpose.SCORING)
                .map(RecordSlides::entry)
                .forEach(audit::add);
        List<AnnouncedSlide> kept = slides.save(batch.stream()
                .map(each -> AnnouncedSlide.from(each.event(), each.queuedAt()))
                .toList());
        kept.stream()
                .filter(each -> each.purpose() == Purpose.SCORING)
                .forEach(each -> ConsumedTraces.runWithin(each.slideId().value(), () -> scoring.await(each)));
        return Collections.nCopies(batch.size(), Outcome.DONE);
    }

    private static AuditEntry entry(Received<SlideIngested> each) {
        SlideIngested event = each.event();
        return AuditEntry.heard(
                Instant.now(),
                each.origin(),
                "scoring-announced",
                event.slideId().value(),
                Map.of(
                        "extractionId",
                        event.extractionId().value(),
                        "ingestId",
                        event.ingestId() == null ? "" : event.ingestId().value()));
    }
}
