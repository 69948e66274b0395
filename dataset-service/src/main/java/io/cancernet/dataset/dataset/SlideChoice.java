package io.cancernet.dataset.dataset;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.SlideId;
import io.cancernet.dataset.ingest.Ingest;
import io.cancernet.dataset.ingest.IngestState;
import io.cancernet.dataset.ingest.Ingests;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideRepository;
import io.cancernet.dataset.slide.Slides;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds the slides that a request means; what it names must be there whole. */
@ApplicationScoped
class SlideChoice {

    private final Ingests ingests;
    private final Slides slides;
    private final SlideRepository repository;

    SlideChoice(Ingests ingests, Slides slides, SlideRepository repository) {
        this.ingests = ingests;
        this.slides = slides;
        this.repository = repository;
    }

    List<Slide> choose(FreezeRequest request) {
        request.ingests().stream().map(ingests::get).forEach(SlideChoice::requireFinished);
        for (SlideId slide : request.slides()) {
            slides.get(slide);
        }
        return repository.select(request.ingests(), request.slides());
    }

    private static void requireFinished(Ingest ingest) {
        if (ingest.state() != IngestState.INGESTED) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "The ingest %s is %s. Freeze its slides once it is ingested."
                            .formatted(ingest.ingestId(), ingest.state().slug()));
        }
    }
}
