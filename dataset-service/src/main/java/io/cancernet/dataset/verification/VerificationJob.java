package io.cancernet.dataset.verification;

import io.cancernet.common.job.JobHandler;
import io.cancernet.common.job.JobProgress;
import io.cancernet.common.job.Lease;
import io.cancernet.common.objectstore.ObjectStore;
import io.cancernet.dataset.dataset.DatasetRepository;
import io.cancernet.dataset.dataset.FrozenDataset;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The work of a verification. One that was interrupted starts over. */
@ApplicationScoped
class VerificationJob implements JobHandler {

    static final String KIND = "dataset-verification";
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(2);

    private final VerificationRepository verifications;
    private final DatasetRepository datasets;
    private final ObjectStore store;

    VerificationJob(VerificationRepository verifications, DatasetRepository datasets, ObjectStore store) {
        this.verifications = verifications;
        this.datasets = datasets;
        this.store = store;
    }

    @Override
    public void run(Lease lease, JobProgress work) {
        Optional<FrozenDataset> dataset =
                verifications.find(lease.jobId()).map(Verification::dataset).flatMap(datasets::find);
        if (dataset.isEmpty()) {
            verifications.forget(lease);
            return;
        }
        verifications.progress(lease, 0);
        DatasetCheck check = new DatasetCheck(dataset.get(), store, new Reporter(lease, work));
        Findings findings = check.run();
        if (datasets.find(dataset.get().dataset()).equals(dataset)) {
            verifications.finish(lease, check.checked(), findings);
        } else {
            // Something was erased from it, or all of it deleted, while it was looked at.
            run(lease, work);
        }
    }

    @Override
    public void abandon(Lease lease, RuntimeException failure) {
        verifications.fail(lease, "It failed several times; the log of dataset-service says why.");
    }

    /** Writes progress down now and then, and stops the work when it must. */
    private final class Reporter implements DatasetCheck.Watch {

        private final Lease lease;
        private final JobProgress work;
        private long told = System.nanoTime();

        Reporter(Lease lease, JobProgress work) {
            this.lease = lease;
            this.work = work;
        }

        @Override
        public void checked(int patches) {
            if (!work.mayContinue()) {
                throw new CancellationException(
                        "the verification stops here and starts over when it is taken up again");
            }
            long now = System.nanoTime();
            if (now - told > PROGRESS_EVERY.toNanos()) {
                verifications.progress(lease, patches);
                told = now;
            }
        }
    }
}
