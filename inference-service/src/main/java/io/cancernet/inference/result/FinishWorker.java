package io.cancernet.inference.result;

import io.cancernet.common.job.JobWorker;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.inference.request.FinishQueue;
import io.cancernet.inference.request.RequestConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Writes the results of this replica, one after the other. */
@ApplicationScoped
class FinishWorker {

    private final JobWorker worker;

    FinishWorker(LeasedJobs jobs, FinishRequest finish, RequestConfig config) {
        this.worker = new JobWorker(jobs, FinishQueue.KIND, finish, config.lease(), config.pollInterval());
    }

    void onStart(@Observes StartupEvent event) {
        worker.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        worker.close();
    }
}
