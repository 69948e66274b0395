package io.cancernet.dataset.ingest;

import io.cancernet.common.job.JobWorker;
import io.cancernet.common.job.LeasedJobs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** Runs queued ingests, one at a time, for as long as the service is up. */
@ApplicationScoped
public class IngestWorker {

    private final LeasedJobs jobs;
    private final IngestJob job;
    private final IngestConfig config;
    private @Nullable JobWorker worker;

    IngestWorker(LeasedJobs jobs, IngestJob job, IngestConfig config) {
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
        JobWorker started = new JobWorker(jobs, IngestJob.KIND, job, config.lease(), config.pollInterval());
        started.start();
        worker = started;
    }

    /** Interrupts the ingest being done, which is given back, and waits for it. */
    public synchronized void stop() {
        if (worker != null) {
            worker.close();
        }
    }
}
