package io.cancernet.inference.request;

import io.cancernet.common.job.JobWorker;
import io.cancernet.common.job.LeasedJobs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Runs the fan-outs of this replica, one after the other. */
@ApplicationScoped
class FanOutWorker {

    private final JobWorker worker;

    FanOutWorker(LeasedJobs jobs, FanOut fanOut, RequestConfig config) {
        this.worker = new JobWorker(jobs, FanOut.KIND, fanOut, config.lease(), config.pollInterval());
    }

    void onStart(@Observes StartupEvent event) {
        worker.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        worker.close();
    }
}
