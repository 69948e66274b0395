package io.cancernet.local.stack;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The first process of a stack that ended without being asked to. Thread-safe. */
final class Loss {

    private final CountDownLatch happened = new CountDownLatch(1);
    private @Nullable String what;

    /** Takes down how a process ended, unless another was lost before. */
    synchronized void report(String how) {
        if (what == null) {
            what = how;
            happened.countDown();
        }
    }

    /** How it ended; empty while all are well. */
    synchronized Optional<String> what() {
        return Optional.ofNullable(what);
    }

    /** Waits for it. @return how it ended */
    String await() throws InterruptedException {
        happened.await();
        return what().orElseThrow();
    }

    /** Runs an action on another thread once it has happened. */
    void then(Runnable action) {
        Thread watch = new Thread(
                () -> {
                    try {
                        happened.await();
                        action.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "loss-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
