package io.cancernet.training.deletion;

import io.cancernet.common.job.JobWorker;
import io.cancernet.common.job.LeasedJobs;
import io.cancernet.training.model.ModelLedger;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Works removals off in every process, beside whatever it trains. */
@ApplicationScoped
class RemovalWorker {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final JobWorker worker;

    RemovalWorker(LeasedJobs jobs, RemovalJob job) {
        this.worker = new JobWorker(jobs, ModelLedger.REMOVAL_JOB, job, LEASE, POLL);
    }

    void onStart(@Observes StartupEvent event) {
        worker.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        worker.close();
    }
}
