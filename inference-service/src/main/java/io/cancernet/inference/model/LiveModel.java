package io.cancernet.inference.model;

import io.cancernet.common.error.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Which model is live on this replica: promoted, and in memory. Thread-safe. */
@ApplicationScoped
public class LiveModel {

    private @Nullable PromotedModel live;

    public synchronized Optional<PromotedModel> get() {
        return Optional.ofNullable(live);
    }

    /**
     * The live model, waiting for one.
     *
     * @throws Outage when none became live in time, or the thread was interrupted, and stays so
     */
    public synchronized PromotedModel await(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (live == null) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new Outage("no model is live yet: promote one", new TimeoutException());
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Outage("stopped while waiting for a live model", e);
            }
        }
        return live;
    }

    synchronized void set(@Nullable PromotedModel model) {
        live = model;
        notifyAll();
    }
}
