package io.cancernet.inference.request;

import io.cancernet.common.error.DomainException;
import io.cancernet.common.error.ErrorCode;
import io.cancernet.common.event.PatchQueued;
import io.cancernet.common.id.RequestId;
import io.cancernet.common.id.Sha256;
import io.cancernet.common.job.JobHandler;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.common.objectstore.ObjectNotFoundException;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.common.patch.IndexLine;
import io.cancernet.common.patch.JsonLines;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Queues all patches of a request. Done twice, it queues the same patches again, which changes nothing. */
@ApplicationScoped
public class FanOut implements JobHandler {

    public static final String KIND = "fan-out";

    private static final Logger LOG = Logger.getLogger(FanOut.class);
    private static final int CHUNK = 500;

    private final ScoringRequestRepository requests;
    private final LeasedJobs jobs;
    private final ObjectStore store;
    private final PatchQueue queue;
    private final Clock clock;

    FanOut(ScoringRequestRepository requests, LeasedJobs jobs, ObjectStore store, PatchQueue queue, Clock clock) {
        this.requests = requests;
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
            List<IndexLine> index = index(request);
            write(lease, () -> requests.announce(id, index.size()));
            for (int from = 0; from < index.size(); from += CHUNK) {
                if (!work.mayContinue()) {
                    throw new CancellationException("the fan-out stops here and starts anew when it is taken up again");
                }
                queue.queue(index.subList(from, Math.min(index.size(), from + CHUNK)).stream()
                        .map(line -> queued(request, line))
                        .toList());
            }
            write(lease, () -> {
                requests.queued(id, clock.instant());
                jobs.complete(lease);
            });
            LOG.infof("queued %d patches for model %s", index.size(), request.model());
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
            requests.fail(new RequestId(lease.jobId()), error, clock.instant());
            jobs.complete(lease);
        });
    }

    private List<IndexLine> index(ScoringRequest request) {
        String key = request.index().key();
        try {
            byte[] bytes = store.get(key);
            if (!Sha256.of(bytes).equals(request.index().sha256())) {
                throw new DomainException(
                        ErrorCode.HASH_MISMATCH,
                        "index %s has not the announced sha256: ingest the slide again".formatted(key));
            }
            return JsonLines.read(bytes, IndexLine.class);
        } catch (ObjectNotFoundException e) {
            throw new DomainException(
                    ErrorCode.NOT_FOUND,
                    "index %s is not in the object store: ingest the slide again".formatted(key),
                    e);
        } catch (IOException e) {
            throw new DomainException(
                    ErrorCode.MANIFEST_INVALID, "index %s is broken: ingest the slide again".formatted(key), e);
        }
    }

    private void write(Lease lease, Runnable writes) {
        QuarkusTransaction.requiringNew().run(() -> {
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
                null);
    }
}
