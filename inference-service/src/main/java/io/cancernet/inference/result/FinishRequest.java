package io.cancernet.inference.result;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.SlideScored;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.job.JobHandler;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.job.StaleLeaseException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.outbox.Outbox;
import io.cancernet.inference.erasure.SlideTraces;
import io.cancernet.inference.request.Deadlines;
import io.cancernet.inference.request.RequestConfig;
import io.cancernet.inference.request.RequestEnds;
import io.cancernet.inference.request.ScoringRequest;
import io.cancernet.inference.request.ScoringRequest.State;
import io.cancernet.inference.request.ScoringRequestRepository;
import io.cancernet.inference.slide.SlideGeometry;
import io.cancernet.inference.slide.SlideRepository;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request: writes its results, and in one transaction keeps them, ends the request, and tells of it. Runs when
 * all patches are scored or failed, when the deadline has passed, and again when a patch of an ended request counts.
 */
@ApplicationScoped
class FinishRequest implements JobHandler {

    static final String PATCHES_MISSING = "patches-missing";
    private static final Logger LOG = Logger.getLogger(FinishRequest.class);

    private final ScoringRequestRepository requests;
    private final RequestEnds ends;
    private final ResultRepository results;
    private final ResultWriter writer;
    private final Deadlines deadlines;
    private final SlideRepository slides;
    private final SlideTraces traces;
    private final LeasedJobs jobs;
    private final Outbox outbox;
    private final ObjectStore store;
    private final RequestConfig config;

    FinishRequest(
            ScoringRequestRepository requests,
            RequestEnds ends,
            ResultRepository results,
            ResultWriter writer,
            Deadlines deadlines,
            SlideRepository slides,
            SlideTraces traces,
            LeasedJobs jobs,
            Outbox outbox,
            ObjectStore store,
            RequestConfig config) {
        this.requests = requests;
        this.ends = ends;
        this.results = results;
        this.writer = writer;
        this.deadlines = deadlines;
        this.slides = slides;
        this.traces = traces;
        this.jobs = jobs;
        this.outbox = outbox;
        this.store = store;
        this.config = config;
    }

    /** How a revision that is written fares. */
    private enum Fate {
        KEPT,
        /** Kept, and patches were counted meanwhile: another revision follows. */
        OUTDATED,
        /** Nobody wants it any more: the slide was deleted, or the request ended otherwise. */
        UNWANTED
    }

    @Override
    public void run(Lease lease, JobProgress work) {
        RequestId id = new RequestId(lease.jobId());
        MDC.put("requestId", id.value());
        try {
            ScoringRequest request = QuarkusTransaction.requiringNew()
                    .call(() -> requests.find(id).orElse(null));
            if (request == null || !isDue(request)) {
                complete(lease);
                return;
            }
            finish(request, lease, work);
        } finally {
            MDC.remove("requestId");
        }
    }

    @Override
    public void abandon(Lease lease, RuntimeException failure) {
        ErrorCode code = failure instanceof DomainException domain ? domain.code() : ErrorCode.INTERNAL_ERROR;
        ScoringRequest.Failure error =
                new ScoringRequest.Failure(code.slug(), "the results cannot be written: " + failure.getMessage());
        RequestId id = new RequestId(lease.jobId());
        QuarkusTransaction.requiringNew().run(() -> {
            // A request that has results keeps those when they cannot be renewed.
            boolean hasNone = requests.hold(id)
                    .filter(request -> request.state() == State.SCORING)
                    .isPresent();
            jobs.guard(lease);
            if (hasNone) {
                ends.end(id, State.FAILED, error);
            }
            jobs.complete(lease);
        });
    }

    /** A job may come too early, when patches were counted after the deadline passed, or when nothing has changed. */
    private boolean isDue(ScoringRequest request) {
        if (request.state().hasResults()) {
            return results.find(request.requestId())
                    .filter(last -> last.scored() == request.scored() && last.failed() == request.failed())
                    .isEmpty();
        }
        return request.state() == State.SCORING && (request.isComplete() || deadlines.isOverdue(request));
    }

    private void finish(ScoringRequest request, Lease lease, JobProgress work) {
        SlideGeometry geometry = request.geometry();
        if (geometry == null) {
            throw new DomainException(
                    ErrorCode.CONFLICT, "the request is older than results are: request the slide again");
        }
        RequestId id = request.requestId();
        int revision = 1 + results.find(id).map(RequestResult::revision).orElse(0);
        RequestResult result =
                writer.write(request, geometry, revision, lease.attempt(), () -> requireMayContinue(work));
        switch (fate(lease, request, result)) {
            case KEPT ->
                LOG.infof(
                        "%d of %d patches scored, %d positive", result.scored(), result.announced(), result.positive());
            case OUTDATED -> jobs.putOff(lease, config.renewPause(), "patches were counted meanwhile");
            case UNWANTED -> {
                delete(result);
                complete(lease);
            }
        }
    }

    private Fate fate(Lease lease, ScoringRequest request, RequestResult result) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> keep(lease, request, result));
        } catch (StaleLeaseException e) {
            // The slide was deleted or the request cancelled meanwhile, or another replica has written files of its
            // own.
            delete(result);
            throw e;
        }
    }

    private void delete(RequestResult result) {
        Set.of(result.heatmap(), result.geojson(), result.result()).forEach(each -> store.delete(each.key()));
    }

    /** The request's row is held first, as those do who count its patches. */
    private Fate keep(Lease lease, ScoringRequest before, RequestResult result) {
        slides.hold(before.slideId());
        ScoringRequest now = requests.hold(before.requestId()).orElse(null);
        jobs.guard(lease);
        if (now == null || !(now.state() == State.SCORING || now.state().hasResults()) || isGone(before)) {
            return Fate.UNWANTED;
        }
        results.save(result);
        State state = result.missing() == 0 ? State.FINISHED : State.INCOMPLETE;
        requests.end(now.requestId(), state, missing(result), result.writtenAt());
        outbox.add(event(now, result));
        if (now.scored() != before.scored() || now.failed() != before.failed()) {
            return Fate.OUTDATED;
        }
        jobs.complete(lease);
        return Fate.KEPT;
    }

    private boolean isGone(ScoringRequest request) {
        return !traces.gone(Set.of(request.slideId())).isEmpty();
    }

    private void complete(Lease lease) {
        QuarkusTransaction.requiringNew().run(() -> {
            jobs.guard(lease);
            jobs.complete(lease);
        });
    }

    private static ScoringRequest.@Nullable Failure missing(RequestResult result) {
        String reason = result.incompleteReason();
        return reason == null ? null : new ScoringRequest.Failure(PATCHES_MISSING, reason);
    }

    private static void requireMayContinue(JobProgress work) {
        if (!work.mayContinue()) {
            throw new CancellationException("results are written anew when they are taken up again");
        }
    }

    private static SlideScored event(ScoringRequest request, RequestResult result) {
        return new SlideScored(
                request.requestId(),
                request.slideId(),
                request.caseId(),
                request.extractionId(),
                request.model(),
                result.revision(),
                result.announced(),
                result.scored(),
                result.failed(),
                result.missing(),
                result.positive(),
                result.positiveAreaMm2(),
                result.maxProbability(),
                result.meanProbability(),
                result.missing() == 0,
                result.incompleteReason(),
                result.heatmap(),
                result.geojson(),
                result.result(),
                result.writtenAt());
    }
}
