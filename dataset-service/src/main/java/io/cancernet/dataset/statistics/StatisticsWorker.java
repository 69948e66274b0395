package io.cancernet.dataset.statistics;

import io.cancernet.common.job.JobWorker;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.dataset.dataset.DatasetsConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Computes waiting statistics, one dataset at a time, for as long as the service is up. */
@ApplicationScoped
class StatisticsWorker {

    private final JobWorker worker;

    StatisticsWorker(LeasedJobs jobs, StatisticsJob job, DatasetsConfig config) {
        this.worker = new JobWorker(jobs, StatisticsJob.KIND, job, config.lease(), config.pollInterval());
    }

    void onStart(@Observes StartupEvent event) {
        worker.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        worker.close();
    }
}
