package io.cancernet.local.client;

import java.time.Duration;

/** Asks a server again that does not answer for now, for so long and no longer. */
final class Patience {

    private static final int UNAVAILABLE = 503;

    private final Duration longest;
    private final Duration pause;

    Patience(Duration longest, Duration pause) {
        this.longest = longest;
        this.pause = pause;
    }

    /** What is asked. */
    @FunctionalInterface
    interface Call<T> {

        T run() throws InterruptedException;
    }

    /** Returns the answer. @throws UnreachableException when none came in time */
    <T> T ask(Call<T> call) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            try {
                return call.run();
            } catch (UnreachableException e) {
                requireTime(deadline, e);
            } catch (RefusedException e) {
                if (e.status() != UNAVAILABLE) {
                    throw e;
                }
                requireTime(deadline, e);
            }
            Thread.sleep(pause.toMillis());
        }
    }

    private static void requireTime(long deadline, RuntimeException failure) {
        if (System.nanoTime() > deadline) {
            throw failure;
        }
    }
}
