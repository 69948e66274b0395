package io.cancernet.dataset.upload;

import io.cancernet.common.objectstore.ObjectStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Removes uploads that nobody goes on with or ingests, those whose ingest has ended, and objects that a kill left
 * without a record. Any number of replicas may sweep at the same time.
 */
@ApplicationScoped
public class UploadSweep {

    private static final Logger LOG = Logger.getLogger(UploadSweep.class);

    private final UploadRepository uploads;
    private final KeptFiles files;
    private final ObjectStore store;
    private final UploadConfig config;
    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "upload-sweep");
        thread.setDaemon(true);
        return thread;
    });

    UploadSweep(UploadRepository uploads, KeptFiles files, ObjectStore store, UploadConfig config) {
        this.uploads = uploads;
        this.files = files;
        this.store = store;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        long pause = config.sweepInterval().toMillis();
        Future<?> unused = timer.scheduleWithFixedDelay(this::trySweep, pause, pause, TimeUnit.MILLISECONDS);
    }

    void onStop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void trySweep() {
        try {
            sweep();
        } catch (RuntimeException | AssertionError e) {
            LOG.warnf("the sweep of uploads waits: %s", e.getMessage());
        }
    }

    /** Sweeps once. @return how many objects and uploads were removed */
    public int sweep() {
        int removed = 0;
        for (Upload upload : uploads.discardExpired(clock.instant().minus(config.keep()))) {
            files.remove(upload);
            removed++;
        }
        // The record is written before the object, so an object without one belongs to nobody.
        for (String key : uploads.strangers(store.list(Upload.PREFIX))) {
            store.delete(key);
            removed++;
        }
        if (removed > 0) {
            LOG.infof("%d uploads removed", removed);
        }
        return removed;
    }
}
