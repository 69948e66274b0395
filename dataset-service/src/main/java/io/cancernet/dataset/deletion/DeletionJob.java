package io.cancernet.dataset.deletion;

import io.cancernet.common.id.IngestId;
import io.cancernet.common.job.JobHandler;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/** The work of a deletion, which goes on for as long as a store is away. */
@ApplicationScoped
class DeletionJob implements JobHandler {

    private static final Logger LOG = Logger.getLogger(DeletionJob.class);

    private final DeletionWork ledger;
    private final SlideRemoval slides;
    private final StoredObjects objects;

    DeletionJob(DeletionWork ledger, SlideRemoval slides, StoredObjects objects) {
        this.ledger = ledger;
        this.slides = slides;
        this.objects = objects;
    }

    @Override
    public void run(Lease lease, JobProgress work) {
        OptionalLong deletion = DeletionJobs.slideDeletion(lease.jobId());
        Optional<IngestId> ingest = DeletionJobs.ingest(lease.jobId());
        if (ingest.isPresent()) {
            slides.remove(lease, ingest.get());
            return;
        }
        if (deletion.isEmpty()) {
            objects.removeAll(DeletionJobs.prefix(lease.jobId()), work);
            ledger.complete(lease);
            return;
        }
        SlideDeletion slide = ledger.find(deletion.getAsLong())
                .orElseThrow(() -> new IllegalStateException("no deletion " + lease.jobId()));
        slides.remove(lease, work, slide);
    }

    @Override
    public void abandon(Lease lease, RuntimeException failure) {
        LOG.errorf("%s is left undone; ask for the deletion again", lease.jobId());
        OptionalLong deletion = DeletionJobs.slideDeletion(lease.jobId());
        if (deletion.isPresent()) {
            ledger.fail(lease, deletion.getAsLong(), failure.toString());
        } else {
            ledger.complete(lease);
        }
    }
}
