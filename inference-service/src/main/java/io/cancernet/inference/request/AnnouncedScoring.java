package io.cancernet.inference.request;

import io.cancernet.common.audit.AuditEntry;
import io.cancernet.common.audit.AuditTrail;
import io.cancernet.common.error.DomainException;
import io.cancernet.common.id.ExtractionId;
import io.cancernet.common.id.Hashes;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.job.JobHandler;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.inference.model.LiveModel;
import io.cancernet.inference.model.PromotedModel;
import io.cancernet.inference.slide.AnnouncedSlide;
import io.cancernet.inference.slide.ScoringOfSlides;
import io.cancernet.inference.slide.SlideRepository;
import io.cancernet.inference.slide.WaitingSlide;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Requests the scoring of slides that were announced for it, each once: a job waits for a live model, through restarts,
 * and the request's id follows from extraction and model. A slide that does not fit the model gets a refused request.
 */
@ApplicationScoped
public class AnnouncedScoring implements JobHandler, ScoringOfSlides {

    static final String KIND = "request-scoring";

    /** Nobody's but the service's own doing; the entry of the announcement says whose that was. */
    private static final String WHO = "inference-service";

    private static final Logger LOG = Logger.getLogger(AnnouncedScoring.class);

    private final SlideRepository slides;
    private final LiveModel live;
    private final ScoringRequestRepository requests;
    private final RequestEnds ends;
    private final LeasedJobs jobs;
    private final AuditTrail audit;
    private final RequestConfig config;
    private final Clock clock;

    AnnouncedScoring(
            SlideRepository slides,
            LiveModel live,
            ScoringRequestRepository requests,
            RequestEnds ends,
            LeasedJobs jobs,
            AuditTrail audit,
            RequestConfig config,
            Clock clock) {
        this.slides = slides;
        this.live = live;
        this.requests = requests;
        this.ends = ends;
        this.jobs = jobs;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void await(AnnouncedSlide slide) {
        jobs.submit(KIND, slide.extractionId().value(), slide.priority());
    }

    @Override
    public Optional<WaitingSlide> waiting(AnnouncedSlide slide) {
        if (!jobs.exists(KIND, slide.extractionId().value())) {
            return Optional.empty();
        }
        String reason = live.get().isPresent()
                ? "it is about to be requested"
                : "no model is live: promote one, and the slide is scored without being asked for";
        return Optional.of(new WaitingSlide(slide.announcedAt(), reason));
    }

    @Override
    public void run(Lease lease, JobProgress work) {
        PromotedModel model = live.await(config.liveModelWait());
        ExtractionId extraction = new ExtractionId(lease.jobId());
        QuarkusTransaction.requiringNew().run(() -> {
            Optional<AnnouncedSlide> slide = held(extraction);
            jobs.guard(lease);
            // A slide that was deleted or cut anew since needs none; a later model does not score it again by itself.
            if (slide.isPresent() && !requests.isAnnounced(extraction)) {
                request(slide.get(), model);
            }
            jobs.complete(lease);
        });
    }

    /** The job stays: it is taken up again when its lease has run out. */
    @Override
    public void abandon(Lease lease, RuntimeException failure) {
        LOG.errorf("slide of extraction %s still waits to be requested: %s", lease.jobId(), failure.getMessage());
    }

    /** The slide, which is held before its job, as by those who announce it again. */
    private Optional<AnnouncedSlide> held(ExtractionId extraction) {
        slides.find(extraction).ifPresent(slide -> slides.hold(slide.slideId()));
        return slides.find(extraction);
    }

    private void request(AnnouncedSlide slide, PromotedModel model) {
        ScoringRequest request = ScoringRequest.of(
                id(slide.extractionId(), model),
                ScoringRequest.Origin.ANNOUNCED,
                slide,
                model.version(),
                slide.priority(),
                clock.instant());
        audit.add(AuditEntry.done(
                request.createdAt(),
                WHO,
                "scoring-requested",
                request.requestId().value(),
                "the slide was announced for scoring",
                Map.of(
                        "slideId",
                        slide.slideId().value(),
                        "extractionId",
                        slide.extractionId().value(),
                        "model",
                        model.version().toString())));
        try {
            ModelFit.require(slide, model);
            requests.add(request);
            jobs.submit(FanOut.KIND, request.requestId().value(), request.priority());
        } catch (DomainException e) {
            LOG.warnf("refused: %s", e.getMessage());
            ends.refuse(request, new ScoringRequest.Failure(e.code().slug(), String.valueOf(e.getMessage())));
        }
    }

    private static RequestId id(ExtractionId extraction, PromotedModel model) {
        return new RequestId(
                Hashes.identity("request", extraction.value(), model.version().toString(), "scoring"));
    }
}
