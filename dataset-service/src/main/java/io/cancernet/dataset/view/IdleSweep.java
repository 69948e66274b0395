package io.cancernet.dataset.view;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A thread that closes from time to time what nobody uses any more. */
final class IdleSweep implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(IdleSweep.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread sweeper = new Thread(task, "idle-slides");
        sweeper.setDaemon(true);
        return sweeper;
    });

    /** Sweeps about twice as often as something becomes idle. */
    static IdleSweep start(Runnable sweep, Duration idle) {
        IdleSweep sweeper = new IdleSweep();
        long period = Math.max(1, idle.toMillis() / 2);
        var unused =
                sweeper.thread.scheduleWithFixedDelay(() -> sweepOnce(sweep), period, period, TimeUnit.MILLISECONDS);
        return sweeper;
    }

    /** A failure must not end the schedule. */
    private static void sweepOnce(Runnable sweep) {
        try {
            sweep.run();
        } catch (RuntimeException e) {
            LOG.warnf("an idle slide could not be closed: %s", e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
