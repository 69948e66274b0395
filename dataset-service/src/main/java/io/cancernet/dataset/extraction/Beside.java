package io.cancernet.dataset.extraction;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work on a thread of its own beside the caller's, one piece at a time. Used by one thread.
 *
 * @param <T> what a piece of work gives
 */
public final class Beside<T> implements AutoCloseable {

    private final ExecutorService thread;
    private @Nullable Future<T> going;

    /** @param name of the thread */
    public Beside(String name) {
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Starts a piece of work. @throws IllegalStateException while the result of the last was not taken */
    public void start(Supplier<T> work) {
        if (going != null) {
            throw new IllegalStateException("take the last result first");
        }
        going = thread.submit(work::get);
    }

    /** Whether there is work whose result was not taken. */
    public boolean started() {
        return going != null;
    }

    /**
     * Waits for the work that was started and returns its result, or throws what it threw.
     *
     * @throws CancellationException when the calling thread is interrupted
     */
    public T result() {
        Future<T> asked = going;
        if (asked == null) {
            throw new IllegalStateException("nothing was started");
        }
        going = null;
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped while waiting for work beside");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            if (e.getCause() instanceof Error thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Interrupts what is going on, drops its result, and waits until its thread has ended. */
    @Override
    public void close() {
        thread.shutdownNow();
        boolean interrupted = false;
        while (!thread.isTerminated()) {
            try {
                thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
