package io.cancernet.training.live;

import io.cancernet.common.id.RunId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a follower has come. Used by one thread. */
final class Following {

    private final Follower follower;
    private final @Nullable RunId run;
    private long position;
    private long lastSent = System.nanoTime();

    /**
     * Begins after an event.
     *
     * @param run the only one that is followed; absent for all
     */
    Following(Follower follower, @Nullable RunId run, long position) {
        this.follower = follower;
        this.run = run;
        this.position = position;
    }

    boolean isOpen() {
        return follower.isOpen();
    }

    boolean isReady() {
        return follower.isReady();
    }

    long position() {
        return position;
    }

    /** Takes what is new to it of events in order, as long as it is ready. */
    void offer(List<RunEvent> events) {
        for (RunEvent each : events) {
            if (each.id() <= position) {
                continue;
            }
            if (!follower.isReady()) {
                return;
            }
            if (run == null || run.equals(each.change().runId())) {
                follower.send(each);
                lastSent = System.nanoTime();
            }
            position = each.id();
            if (run != null && run.equals(each.change().runId()) && ended(each)) {
                follower.close();
                return;
            }
        }
    }

    void beatIfQuiet(Duration longest) {
        if (System.nanoTime() - lastSent >= longest.toNanos()) {
            follower.beat();
            lastSent = System.nanoTime();
        }
    }

    private static boolean ended(RunEvent event) {
        return switch (event.change().change()) {
            case FINISHED, FAILED, CANCELLED, DELETED -> true;
            case QUEUED, STARTED, EPOCH_FINISHED -> false;
        };
    }
}
