package io.cancernet.dataset.ingest;

import io.cancernet.common.job.JobWorker;
import io.cancernet.common.job.LeasedJobs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Runs queued ingests, one at a time, for as long as the service is up. */
@ApplicationScoped
public class IngestWorker {

    private final JobWorker worker;

    IngestWorker(LeasedJobs jobs, IngestJob job, IngestConfig config) {
        this.worker = new JobWorker(jobs, IngestJob.KIND, job, config.lease(), config.pollInterval());
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

    /** Interrupts the ingest being done, which is given back, and waits for it. */
    public void stop() {
        worker.close();
    }
}
