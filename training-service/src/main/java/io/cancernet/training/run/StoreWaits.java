package io.cancernet.training.run;

import io.cancernet.common.error.Outage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Waits out stores that are away: hours of training must not be lost to a restart of Postgres. */
final class StoreWaits {

    private static final Logger LOG = Logger.getLogger(StoreWaits.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Clock clock;
    private final Duration patience;
    private final Runnable keepGoing;

    /** @param keepGoing asked before each attempt; may throw to end the wait */
    StoreWaits(Clock clock, Duration patience, Runnable keepGoing) {
        this.clock = clock;
        this.patience = patience;
        this.keepGoing = keepGoing;
    }

    /** Does work that may be repeated. @throws Outage when the store stays away for longer than the patience */
    <T> T until(Supplier<T> work) {
        Instant deadline = clock.instant().plus(patience);
        while (true) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (!Outage.isOutage(e) || clock.instant().isAfter(deadline)) {
                    throw e;
                }
                LOG.warnf("the run waits for a store: %s", e.getMessage());
            }
            pause();
            keepGoing.run();
        }
    }

    void untilDone(Runnable work) {
        until(() -> {
            work.run();
            return true;
        });
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            // The next question whether to keep going finds the flag.
            Thread.currentThread().interrupt();
        }
    }
}
