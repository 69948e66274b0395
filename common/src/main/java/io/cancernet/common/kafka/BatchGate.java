package io.cancernet.common.kafka;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Lets batches through until the service stops, and then waits for those that are under way. A batch that comes later is
 * held until its thread is interrupted: it stays unacknowledged and comes again, elsewhere.
 */
final class BatchGate {

    private static final Logger LOG = Logger.getLogger(BatchGate.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int underWay;
    private boolean stopping;

    /** @throws InterruptedException when the service stops; the batch must not be worked on */
    void enter() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (stopping) {
                changed.await();
            }
            underWay++;
        } finally {
            lock.unlock();
        }
    }

    /** Once for each time that {@link #enter} returned. */
    void leave() {
        lock.lock();
        try {
            underWay--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a while, or until the service stops. @return whether it stops */
    boolean pause(Duration length) throws InterruptedException {
        long left = length.toNanos();
        lock.lockInterruptibly();
        try {
            while (!stopping && left > 0) {
                left = changed.awaitNanos(left);
            }
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing more in, and returns when all batches are through, or after a while. */
    void stop(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            stopping = true;
            changed.signalAll();
            while (underWay > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (underWay > 0) {
                LOG.warnf("%d batches are still under way after %s: they are delivered again", underWay, patience);
            }
        } finally {
            lock.unlock();
        }
    }
}
