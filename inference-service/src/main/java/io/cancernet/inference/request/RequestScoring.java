package io.cancernet.inference.request;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.common.unit.MicronsPerPixel;
import io.cancernet.inference.model.LiveModel;
import io.cancernet.inference.model.PromotedModel;
import io.cancernet.inference.slide.AnnouncedSlide;
import io.cancernet.inference.slide.SlideRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** Accepts scoring requests and tells how far they are. */
@ApplicationScoped
public class RequestScoring {

    /** Scanners and pyramids state the same resolution with small differences. */
    private static final double MPP_TOLERANCE = 0.02;

    private final SlideRepository slides;
    private final LiveModel live;
    private final ScoringRequestRepository requests;
    private final LeasedJobs jobs;
    private final Clock clock;

    RequestScoring(
            SlideRepository slides, LiveModel live, ScoringRequestRepository requests, LeasedJobs jobs, Clock clock) {
        this.slides = slides;
        this.live = live;
        this.requests = requests;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Requests that a slide be scored; the request is pinned to the slide's extraction and the model that are current.
     *
     * @throws DomainException when the slide is not announced, no model is live, or their resolutions differ
     */
    @Transactional
    public ScoringRequest submit(SlideId slideId) {
        AnnouncedSlide slide = slides.find(slideId)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND, "no slide %s was announced: ingest it first".formatted(slideId)));
        PromotedModel model = live.get()
                .orElseThrow(() ->
                        new DomainException(ErrorCode.NO_LIVE_MODEL, "no model is live: promote one, then ask again"));
        requireSameResolution(slide, model);
        Instant now = clock.instant();
        ScoringRequest request = new ScoringRequest(
                new RequestId(Identifiers.stamped(now)),
                slide.slideId(),
                slide.caseId(),
                slide.extractionId(),
                slide.index(),
                model.version(),
                ScoringRequest.State.QUEUEING,
                slide.patches(),
                0,
                0,
                0,
                null,
                now,
                null);
        requests.add(request);
        jobs.submit(FanOut.KIND, request.requestId().value(), 0);
        return request;
    }

    @Transactional
    public ScoringRequest get(RequestId request) {
        return requests.find(request)
                .orElseThrow(() -> new DomainException(ErrorCode.NOT_FOUND, "there is no scoring request " + request));
    }

    @Transactional
    public Page<ScoringRequest> list(PageRequest page) {
        return requests.list(page);
    }

    @Transactional
    public Page<ScoredPatch> scores(RequestId request, PageRequest page) {
        get(request);
        return requests.scores(request, page);
    }

    private static void requireSameResolution(AnnouncedSlide slide, PromotedModel model) {
        MicronsPerPixel takes = model.mpp();
        if (Math.abs(slide.mpp().value() - takes.value()) > MPP_TOLERANCE * takes.value()) {
            throw new DomainException(
                    ErrorCode.MODEL_MISMATCH,
                    "slide %s has %s microns per pixel, model %s takes %s: cut the slide at the model's resolution"
                            .formatted(slide.slideId(), slide.mpp().value(), model.version(), takes.value()));
        }
    }
}
