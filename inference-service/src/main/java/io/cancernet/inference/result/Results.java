package io.cancernet.inference.result;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectRef;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.inference.request.RequestFilter;
import io.cancernet.inference.request.RequestScoring;
import io.cancernet.inference.request.ScoringRequest;
import io.cancernet.inference.slide.AnnouncedSlide;
import io.cancernet.inference.slide.ScoringOfSlides;
import io.cancernet.inference.slide.SlideRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Finds the results of requests and slides. */
@ApplicationScoped
public class Results {

    private final RequestScoring requests;
    private final SlideRepository slides;
    private final ScoringOfSlides scoring;
    private final ResultRepository results;
    private final ObjectStore store;

    Results(
            RequestScoring requests,
            SlideRepository slides,
            ScoringOfSlides scoring,
            ResultRepository results,
            ObjectStore store) {
        this.requests = requests;
        this.slides = slides;
        this.scoring = scoring;
        this.results = results;
        this.store = store;
    }

    /**
     * The last result of a request.
     *
     * @throws DomainException when there is no such request, or it has no result, and why
     */
    @Transactional
    public RequestResult of(RequestId id) {
        ScoringRequest request = requests.get(id);
        return results.find(id).orElseThrow(() -> new DomainException(ErrorCode.CONFLICT, whyNone(request)));
    }

    /**
     * A file of a result, which the caller closes.
     *
     * @throws DomainException when it is gone
     */
    public InputStream open(ObjectRef file) {
        try {
            return store.open(file.key());
        } catch (ObjectNotFoundException e) {
            throw new DomainException(
                    ErrorCode.NOT_FOUND, "%s is gone: request the slide again".formatted(file.key()), e);
        }
    }

    /**
     * The requests of a slide with their results, the newest first, and what it waits for.
     *
     * @throws DomainException when the slide is not known
     */
    @Transactional
    public SlideResults ofSlide(SlideId slide, PageRequest page) {
        Page<ScoringRequest> found = requests.list(RequestFilter.of(slide), page);
        Optional<AnnouncedSlide> announced = slides.find(slide);
        if (found.items().isEmpty() && announced.isEmpty()) {
            throw new DomainException(
                    ErrorCode.NOT_FOUND, "no slide %s was announced: ingest it first".formatted(slide));
        }
        Map<RequestId, RequestResult> written = results.find(
                found.items().stream().map(ScoringRequest::requestId).toList());
        return new SlideResults(
                found.map(each -> new SlideResult(each, written.get(each.requestId()))),
                announced.flatMap(scoring::waiting).orElse(null));
    }

    private static String whyNone(ScoringRequest request) {
        ScoringRequest.Failure error = request.error();
        return request.state().goesOn()
                ? "scoring request %s is %s, with %d of %d patches done: ask again when it is finished"
                        .formatted(
                                request.requestId(),
                                request.state().slug(),
                                request.scored() + request.failed(),
                                request.announced())
                : "scoring request %s is %s and has no results%s"
                        .formatted(
                                request.requestId(),
                                request.state().slug(),
                                error == null ? ": request the slide again" : ": " + error.detail());
    }
}
