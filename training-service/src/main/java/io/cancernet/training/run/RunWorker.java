package io.cancernet.training.run;

import io.cancernet.common.job.JobWorker;
import io.cancernet.common.job.LeasedJobs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** The one worker of this process: the engine's gradients and seed are global, so one run is trained at a time. */
@ApplicationScoped
class RunWorker {

    /** A batch of a large network on a CPU takes many seconds, a look at all validation cases minutes. */
    private static final Duration STOP_WAIT = Duration.ofMinutes(2);

    private final JobWorker worker;
    private final boolean wanted;

    RunWorker(LeasedJobs jobs, TrainingJob job, RunConfig config) {
        this.worker = new JobWorker(jobs, RunLedger.JOB, job, config.lease(), config.poll(), STOP_WAIT);
        this.wanted = config.worker();
    }

    void onStart(@Observes StartupEvent event) {
        if (wanted) {
            worker.start();
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        worker.close();
    }
}
