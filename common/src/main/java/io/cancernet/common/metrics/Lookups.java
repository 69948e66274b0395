package io.cancernet.common.metrics;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Figures that take a query, looked up now and then on a thread of their own: a scrape that waited for a store that is
 * away would make the whole service look dead. Thread-safe.
 */
@ApplicationScoped
public class Lookups {

    private static final Logger LOG = Logger.getLogger(Lookups.class);

    private final Duration interval;
    private final List<Latest<?>> all = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread worker = new Thread(work, "metric-lookups");
        worker.setDaemon(true);
        return worker;
    });

    public Lookups(@ConfigProperty(name = "cancernet.metrics.interval", defaultValue = "5s") Duration interval) {
        this.interval = interval;
    }

    /** What a lookup found last. */
    public static final class Latest<T> {

        private final Supplier<T> lookup;
        private volatile @Nullable T value;

        private Latest(Supplier<T> lookup) {
            this.lookup = lookup;
        }

        /** Empty before the first lookup, and after one that failed. */
        public Optional<T> get() {
            return Optional.ofNullable(value);
        }

        /** A number of what was found, for a gauge: no number while nothing is known. */
        public double number(ToDoubleFunction<T> figure) {
            T found = value;
            return found == null ? Double.NaN : figure.applyAsDouble(found);
        }

        private void refresh() {
            try {
                value = lookup.get();
            } catch (RuntimeException | AssertionError e) {
                // The Postgres driver asserts where a connection breaks.
                value = null;
                LOG.debugf(e, "a metric is not known now");
            }
        }
    }

    /** Has something looked up from now on. */
    public <T> Latest<T> add(Supplier<T> lookup) {
        Latest<T> latest = new Latest<>(lookup);
        all.add(latest);
        return latest;
    }

    void onStart(@Observes StartupEvent event) {
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(this::refresh, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void onStop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    void refresh() {
        all.forEach(Latest::refresh);
    }
}
