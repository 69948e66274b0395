package io.cancernet.dataset.verification;

import io.cancernet.common.job.JobWorker;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.dataset.dataset.DatasetsConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Runs queued verifications, one at a time, for as long as the service is up. */
@ApplicationScoped
class VerificationWorker {

    private final JobWorker worker;

    VerificationWorker(LeasedJobs jobs, VerificationJob job, DatasetsConfig config) {
        this.worker = new JobWorker(jobs, VerificationJob.KIND, job, config.lease(), config.pollInterval());
    }

    void onStart(@Observes StartupEvent event) {
        worker.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        worker.close();
    }
}
