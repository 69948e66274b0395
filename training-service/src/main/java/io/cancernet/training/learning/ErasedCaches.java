package io.cancernet.training.learning;

import io.cancernet.training.dataset.FrozenDatasetRepository;
import io.cancernet.training.erasure.DecodedPatches;
import io.cancernet.training.run.RunConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Keeps the caches of this process free of patches that were erased. It looks now and then as well, since one replica
 * hears of an erasure and each has a disk of its own.
 */
@ApplicationScoped
class ErasedCaches implements DecodedPatches {

    private static final Logger LOG = Logger.getLogger(ErasedCaches.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final FrozenDatasetRepository datasets;
    private final RunConfig config;
    private final Thread thread = new Thread(this::watch, "erased-caches");

    ErasedCaches(FrozenDatasetRepository datasets, RunConfig config) {
        this.datasets = datasets;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void onStop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    @Override
    public void purge() {
        datasets.erasedManifests().forEach(manifest -> CacheSpace.forget(config.cacheDir(), manifest));
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                purge();
                Thread.sleep(EVERY.toMillis());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | AssertionError e) {
                // The Postgres driver asserts where a connection breaks; the watch must outlive it.
                LOG.warnf("caches of erased patches are looked for again: %s", e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
