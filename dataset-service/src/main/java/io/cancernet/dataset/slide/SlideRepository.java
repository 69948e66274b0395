package io.cancernet.dataset.slide;

import io.cancernet.common.id.CaseId;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.IngestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The slides and their extractions. A slide on its way out is not found any more. */
public interface SlideRepository {

    /** The slide with its latest extraction. */
    Optional<Slide> find(SlideId slide);

    /** How a slide stands; absent when there is none. */
    Optional<SlideState> state(SlideId slide);

    Optional<Slide> findExtraction(ExtractionId extraction);

    /** Slides in the order of their cases: of one case, and as one ingest found them, where these are given. */
    Page<Slide> list(@Nullable CaseId caseId, @Nullable IngestId ingest, PageRequest page);

    /** All slides that one of the ingests found, or that are named; all there are when neither says anything. */
    List<Slide> select(Collection<IngestId> ingests, Collection<SlideId> slides);
}
