package io.cancernet.dataset.testing;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.dataset.slide.Slide;
import io.cancernet.dataset.slide.SlideRepository;
import io.cancernet.dataset.slide.SlideState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A given list of slides. */
public record InMemorySlides(List<Slide> slides) implements SlideRepository {

    public InMemorySlides {
        slides = List.copyOf(slides);
    }

    @Override
    public Optional<Slide> find(SlideId slide) {
        return slides.stream().filter(each -> each.slideId().equals(slide)).findFirst();
    }

    @Override
    public Optional<SlideState> state(SlideId slide) {
        return find(slide).map(each -> SlideState.INGESTED);
    }

    @Override
    public Optional<Slide> findExtraction(ExtractionId extraction) {
        return slides.stream()
                .filter(each -> each.extractionId().equals(extraction))
                .findFirst();
    }

    @Override
    public Page<Slide> list(@Nullable CaseId caseId, @Nullable IngestId ingest, PageRequest page) {
        return Page.whole(slides);
    }

    @Override
    public List<Slide> select(Collection<IngestId> ingests, Collection<SlideId> chosen) {
        return slides;
    }
}
