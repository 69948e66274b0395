package io.cancernet.inference.request;

import io.cancernet.common.job.JobWorker;
import io.cancernet.common.job.LeasedJobs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Makes and queues the requests of this replica, one after the other, and watches the deadlines. */
@ApplicationScoped
class RequestWorkers {

    private static final Logger LOG = Logger.getLogger(RequestWorkers.class);

    private final List<JobWorker> workers;
    private final Deadlines deadlines;
    private final RequestConfig config;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "request-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    RequestWorkers(
            LeasedJobs jobs, FanOut fanOut, AnnouncedScoring announced, Deadlines deadlines, RequestConfig config) {
        this.workers = List.of(
                new JobWorker(jobs, FanOut.KIND, fanOut, config.lease(), config.pollInterval()),
                new JobWorker(jobs, AnnouncedScoring.KIND, announced, config.lease(), config.pollInterval()));
        this.deadlines = deadlines;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        workers.forEach(JobWorker::start);
        long pause = config.deadlineCheck().toMillis();
        ScheduledFuture<?> unused =
                watch.scheduleWithFixedDelay(this::checkDeadlines, pause, pause, TimeUnit.MILLISECONDS);
    }

    void onStop(@Observes ShutdownEvent event) {
        watch.shutdownNow();
        workers.forEach(JobWorker::close);
    }

    /** Whatever fails, it is tried again after the pause: an exception would end the schedule. */
    private void checkDeadlines() {
        try {
            deadlines.check();
        } catch (RuntimeException | AssertionError e) {
            LOG.warnf("deadlines are looked at later: %s", e.getMessage());
        }
    }
}
