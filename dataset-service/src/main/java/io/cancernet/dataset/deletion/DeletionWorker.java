package io.cancernet.dataset.deletion;

import io.cancernet.common.job.JobWorker;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.dataset.ingest.IngestConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Deletes what is to be deleted, one slide at a time, beside the ingests. */
@ApplicationScoped
public class DeletionWorker {

    private final JobWorker worker;

    DeletionWorker(LeasedJobs jobs, DeletionJob job, IngestConfig config) {
        this.worker = new JobWorker(jobs, DeletionJobs.KIND, job, config.lease(), config.pollInterval());
    }

    void onStart(@Observes StartupEvent event) {
        start();
    }

    void onStop(@Observes ShutdownEvent event) {
        stop();
    }

    /** Starts taking jobs. */
    public void start() {
        worker.start();
    }

    /** Interrupts the deletion being done, which is given back, and waits for it. */
    public void stop() {
        worker.close();
    }
}
