package io.cancernet.training.live;

import io.cancernet.common.id.RunId;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands what happens to runs, on any replica, to all who follow on this one: one thread and one query serve them all,
 * and none while nobody follows.
 */
@ApplicationScoped
public class LiveRuns {

    private static final Logger LOG = Logger.getLogger(LiveRuns.class);
    private static final int BATCH = 500;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final RunEventLog log;
    private final LiveConfig config;
    private final Clock clock;
    private final List<Following> followings = new CopyOnWriteArrayList<>();
    private final Semaphore joined = new Semaphore(0);
    private final Thread thread = new Thread(this::serve, "live-runs");
    private volatile boolean stopping;
    private long forgotAt = System.nanoTime() - IDLE.toNanos();

    public LiveRuns(RunEventLog log, LiveConfig config, Clock clock) {
        this.log = log;
        this.config = config;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5).toMillis());
    }

    /**
     * Follows all runs.
     *
     * @param after id of the last event that the follower has; absent to begin now
     */
    public void follow(Follower follower, @Nullable Long after) {
        long from = after == null ? log.latest() : after;
        if (from < log.oldest() - 1) {
            follower.sendGap();
        }
        join(new Following(follower, null, from));
    }

    /**
     * Follows one run from its first event that is kept, or from the one after {@code after}, to its end.
     *
     * @param ended whether the run had ended before this was called
     * @return false when there is nothing to follow any more; nothing was sent then
     */
    public boolean follow(Follower follower, RunId run, long after, boolean ended) {
        long until = log.latest();
        List<RunEvent> missed = log.after(after, run, Integer.MAX_VALUE);
        if (missed.isEmpty() && ended) {
            return false;
        }
        if (missed.isEmpty()) {
            // Tells the client that it is connected.
            follower.beat();
        }
        Following following = new Following(follower, run, after);
        following.offer(missed);
        if (follower.isOpen()) {
            boolean caughtUp = missed.isEmpty() || missed.get(missed.size() - 1).id() == following.position();
            join(new Following(follower, run, caughtUp ? Math.max(until, following.position()) : following.position()));
        }
        return true;
    }

    private void join(Following following) {
        followings.add(following);
        joined.release();
    }

    private void serve() {
        while (!stopping) {
            Duration pause = IDLE;
            try {
                forgetOldEvents();
                followings.removeIf(each -> !each.isOpen());
                if (!followings.isEmpty()) {
                    pause = deliver() ? Duration.ZERO : config.poll();
                }
            } catch (RuntimeException | AssertionError e) {
                // The Postgres driver asserts where a connection breaks; the thread must outlive it.
                if (!stopping) {
                    LOG.warnf("live progress waits: %s", e.getMessage());
                }
                pause = AFTER_FAILURE;
            }
            followings.forEach(each -> each.beatIfQuiet(config.heartbeat()));
            if (!await(pause)) {
                return;
            }
        }
    }

    /** Returns whether there is more at once. */
    private boolean deliver() {
        long from = followings.stream()
                .filter(Following::isReady)
                .mapToLong(Following::position)
                .min()
                .orElse(Long.MAX_VALUE);
        if (from == Long.MAX_VALUE) {
            return false;
        }
        List<RunEvent> events = log.after(from, BATCH);
        followings.forEach(each -> each.offer(events));
        return events.size() == BATCH;
    }

    private void forgetOldEvents() {
        if (System.nanoTime() - forgotAt >= IDLE.toNanos()) {
            log.forget(clock.instant().minus(config.kept()));
            forgotAt = System.nanoTime();
        }
    }

    /** Waits, but for a follower that joins no longer. Returns whether to go on. */
    private boolean await(Duration pause) {
        try {
            if (joined.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                joined.drainPermits();
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
