package io.cancernet.inference.request;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.ModelVersion;
import io.cancernet.common.id.Identifiers;
import io.cancernet.common.id.PatchId;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.SlideId;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.page.ColumnsRequest;
import io.cancernet.common.page.Page;
import io.cancernet.common.page.PageRequest;
import io.cancernet.inference.model.LiveModel;
import io.cancernet.inference.model.ModelCatalogue;
import io.cancernet.inference.model.PromotedModel;
import io.cancernet.inference.slide.AnnouncedSlide;
import io.cancernet.inference.slide.SlideRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Accepts scoring requests, cancels them, and tells how far they are. */
@ApplicationScoped
public class RequestScoring {

    private final SlideRepository slides;
    private final LiveModel live;
    private final ModelCatalogue models;
    private final ScoringRequestRepository requests;
    private final RequestEnds ends;
    private final LeasedJobs jobs;
    private final Clock clock;

    RequestScoring(
            SlideRepository slides,
            LiveModel live,
            ModelCatalogue models,
            ScoringRequestRepository requests,
            RequestEnds ends,
            LeasedJobs jobs,
            Clock clock) {
        this.slides = slides;
        this.live = live;
        this.models = models;
        this.requests = requests;
        this.ends = ends;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Requests that a slide be scored; the request is pinned to the slide's extraction and the model that are current.
     *
     * @throws DomainException when the slide is not announced, no model is live, or they do not fit each other
     */
    @Transactional
    public ScoringRequest submit(ScoringOrder order) {
        SlideId slideId = order.slideId();
        slides.hold(slideId);
        AnnouncedSlide slide = slides.find(slideId)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND, "no slide %s was announced: ingest it first".formatted(slideId)));
        PromotedModel model = model(order.model());
        ModelFit.require(slide, model);
        Instant now = clock.instant();
        ScoringRequest request = ScoringRequest.of(
                new RequestId(Identifiers.stamped(now)),
                ScoringRequest.Origin.ASKED,
                slide,
                model.version(),
                order.priority(),
                now);
        requests.add(request);
        jobs.submit(FanOut.KIND, request.requestId().value(), request.priority());
        return request;
    }

    /**
     * Ends a request: its patches that still wait are skipped. A request that was cancelled before stays so.
     *
     * @throws DomainException when there is none, or it ended otherwise
     */
    @Transactional
    public ScoringRequest cancel(RequestId id) {
        ScoringRequest request = requests.hold(id).orElseThrow(() -> unknown(id));
        if (request.state() == ScoringRequest.State.CANCELLED) {
            return request;
        }
        if (!request.state().goesOn()) {
            throw new DomainException(
                    ErrorCode.CONFLICT,
                    "scoring request %s is %s: only one that goes on can be cancelled"
                            .formatted(id, request.state().slug()));
        }
        ScoringRequest.Failure why =
                new ScoringRequest.Failure("cancelled", "cancelled with %d patches scored".formatted(request.scored()));
        ends.end(id, ScoringRequest.State.CANCELLED, why);
        jobs.withdraw(FanOut.KIND, id.value());
        jobs.withdraw(FinishQueue.KIND, id.value());
        return get(id);
    }

    @Transactional
    public ScoringRequest get(RequestId request) {
        return requests.find(request).orElseThrow(() -> unknown(request));
    }

    @Transactional
    public Page<ScoringRequest> list(RequestFilter filter, PageRequest page) {
        return requests.list(filter, page);
    }

    @Transactional
    public Page<ScoredPatch> scores(RequestId request, PageRequest page) {
        get(request);
        return requests.scores(request, page);
    }

    /** The scores of a request so far, in columns. @throws DomainException when there is no such request */
    @Transactional
    public ScoreColumns scoreColumns(RequestId request, ColumnsRequest part) {
        get(request);
        return requests.scoreColumns(request, part);
    }

    /**
     * What became of a patch of a request.
     *
     * @throws DomainException when there is no such request, or nothing was heard of the patch
     */
    @Transactional
    public RequestedScore score(RequestId request, PatchId patch) {
        get(request);
        return requests.score(request, patch)
                .orElseThrow(() -> new DomainException(
                        ErrorCode.NOT_FOUND,
                        "nothing was heard of patch %s in scoring request %s: it still waits, or is not of this request"
                                .formatted(patch, request)));
    }

    private PromotedModel model(@Nullable ModelVersion named) {
        if (named != null) {
            return models.find(named)
                    .orElseThrow(() -> new DomainException(
                            ErrorCode.NOT_FOUND, "the model %s was never promoted: promote it first".formatted(named)));
        }
        return live.get()
                .orElseThrow(() ->
                        new DomainException(ErrorCode.NO_LIVE_MODEL, "no model is live: promote one, then ask again"));
    }

    private static DomainException unknown(RequestId request) {
        return new DomainException(ErrorCode.NOT_FOUND, "there is no scoring request " + request);
    }
}
