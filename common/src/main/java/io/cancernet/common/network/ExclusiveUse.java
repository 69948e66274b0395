package io.cancernet.common.network;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A model's native memory: one thread uses it at a time, and it is freed after the use in progress. Thread-safe. */
public final class ExclusiveUse implements AutoCloseable {

    private final ModelSpec spec;
    private final Runnable free;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    /** @param free called once */
    public ExclusiveUse(ModelSpec spec, Runnable free) {
        this.spec = spec;
        this.free = free;
    }

    /** Uses it, waiting for its turn. @throws IllegalStateException when it is freed */
    public <T> T by(Supplier<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the model %s/%s is closed".formatted(spec.name(), spec.version()));
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                free.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
