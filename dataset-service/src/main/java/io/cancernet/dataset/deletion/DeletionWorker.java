package io.cancernet.dataset.deletion;

import io.cancernet.common.job.JobWorker;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.dataset.ingest.IngestConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** Deletes what is to be deleted, one slide at a time, beside the ingests. */
@ApplicationScoped
public class DeletionWorker {

    private final LeasedJobs jobs;
    private final DeletionJob job;
    private final IngestConfig config;
    private @Nullable JobWorker worker;

    DeletionWorker(LeasedJobs jobs, DeletionJob job, IngestConfig config) {
        this.jobs = jobs;
        this.job = job;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        start();
    }

    void onStop(@Observes ShutdownEvent event) {
        stop();
    }

    /** Starts taking jobs. */
    public synchronized void start() {
        JobWorker started = new JobWorker(jobs, DeletionJobs.KIND, job, config.lease(), config.pollInterval());
        started.start();
        worker = started;
    }

    /** Interrupts the deletion being done, which is given back, and waits for it. */
    public synchronized void stop() {
        if (worker != null) {
            worker.close();
        }
    }
}
