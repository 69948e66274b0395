package io.cancernet.inference.request;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.job.JobHandler;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.JobYielded;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.inference.slide.IndexFile;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Queues all patches of a request, chunk by chunk: it goes on where it stopped, and makes way for a more urgent request
 * in between. A chunk that is queued twice changes nothing.
 */
@ApplicationScoped
public class FanOut implements JobHandler {

    public static final String KIND = "fan-out";
    private static final Logger LOG = Logger.getLogger(FanOut.class);
    private static final int CHUNK = 500;

    private final ScoringRequestRepository requests;
    private final RequestEnds ends;
    private final FinishQueue finish;
    private final LeasedJobs jobs;
    private final ObjectStore store;
    private final PatchQueue queue;
    private final Clock clock;

    FanOut(
            ScoringRequestRepository requests,
            RequestEnds ends,
            FinishQueue finish,
            LeasedJobs jobs,
            ObjectStore store,
            PatchQueue queue,
            Clock clock) {
        this.requests = requests;
        this.ends = ends;
        this.finish = finish;
        this.jobs = jobs;
        this.store = store;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public void run(Lease lease, JobProgress work) {
        RequestId id = new RequestId(lease.jobId());
        MDC.put("requestId", id.value());
        try {
            ScoringRequest request = QuarkusTransaction.requiringNew()
                    .call(() -> requests.find(id))
                    .orElseThrow(() -> new IllegalStateException("no scoring request " + id));
            MDC.put("slideId", request.slideId().value());
            int patches = queue(request, lease, work);
            write(lease, () -> {
                if (requests.queued(id, clock.instant())) {
                    finish.submit(id, request.priority());
                }
                jobs.complete(lease);
            });
            LOG.infof("queued %d patches for model %s", patches, request.model());
        } finally {
            MDC.remove("requestId");
            MDC.remove("slideId");
        }
    }

    @Override
    public void abandon(Lease lease, RuntimeException failure) {
        ErrorCode code = failure instanceof DomainException domain ? domain.code() : ErrorCode.INTERNAL_ERROR;
        ScoringRequest.Failure error = new ScoringRequest.Failure(code.slug(), String.valueOf(failure.getMessage()));
        write(lease, () -> {
            ends.end(new RequestId(lease.jobId()), ScoringRequest.State.FAILED, error);
            jobs.complete(lease);
        });
    }

    /** Returns the number of patches. */
    private int queue(ScoringRequest request, Lease lease, JobProgress work) {
        try (IndexFile index = IndexFile.fetch(store, request.index())) {
            int patches = index.lines();
            write(lease, () -> requests.announce(request.requestId(), patches));
            int[] seen = new int[1];
            index.read(CHUNK, lines -> {
                seen[0] += lines.size();
                // What is queued already was counted by whole chunks.
                if (seen[0] > request.queued()) {
                    queue(request, lines);
                    write(lease, () -> requests.progress(request.requestId(), seen[0]));
                    makeWay(work, seen[0] < patches);
                }
            });
            return patches;
        }
    }

    private void queue(ScoringRequest request, List<IndexLine> lines) {
        queue.queue(lines.stream().map(line -> queued(request, line)).toList());
    }

    private static void makeWay(JobProgress work, boolean more) {
        if (more && !work.mayContinue()) {
            throw new CancellationException("the fan-out stops here and goes on when it is taken up again");
        }
        if (more && work.shouldYield()) {
            throw new JobYielded();
        }
    }

    /** The request's row is held before the job's, as by those who cancel it. */
    private void write(Lease lease, Runnable writes) {
        QuarkusTransaction.requiringNew().run(() -> {
            requests.hold(new RequestId(lease.jobId()));
            jobs.guard(lease);
            writes.run();
        });
    }

    private static PatchQueued queued(ScoringRequest request, IndexLine line) {
        return new PatchQueued(
                line.patchId(),
                request.requestId(),
                request.slideId(),
                request.caseId(),
                line.x(),
                line.y(),
                line.image(),
                null,
                request.priority() > 0 ? request.priority() : null);
    }
}
