package io.cancernet.training.loop;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a pass, assembled ahead on a thread of its own so that the network does not wait for data.
 *
 * <p>A handful of batches goes round between that thread and the taker: memory is bounded and none is allocated on the
 * way. One thread assembles some 20,000 patches a second with augmentation, many times what a CPU trains. Taken by one
 * thread only; closing ends the assembling thread.
 */
public final class BatchFeed implements AutoCloseable {

    private static final int AHEAD = 4;

    private final Pass pass;
    private final int first;
    private final BlockingQueue<Batch> ready = new ArrayBlockingQueue<>(AHEAD + 1);
    private final BlockingQueue<Batch> free = new ArrayBlockingQueue<>(AHEAD + 1);
    private final BatchMemory memory;
    private final Batch[] batches = new Batch[AHEAD];
    private final Batch failed;
    private final Thread assembler;
    private volatile @Nullable Throwable failure;
    private int taken;
    private long nanosWaiting;

    /** A pass from its beginning, with memory of its own. */
    public BatchFeed(Pass pass) {
        this(pass, 0, new BatchMemory());
    }

    /**
     * @param first batch that is handed out, from 0; those before it were taken earlier
     * @param memory lends the batches until this is closed
     */
    public BatchFeed(Pass pass, int first, BatchMemory memory) {
        this.pass = pass;
        this.first = first;
        this.memory = memory;
        taken = first;
        for (int i = 0; i < AHEAD; i++) {
            batches[i] = memory.take(pass);
            free.add(batches[i]);
        }
        // Only wakes the taker.
        failed = batches[0];
        assembler = new Thread(this::assemble, "batch-feed");
        assembler.setDaemon(true);
        assembler.start();
    }

    /** The next batch, or null after the last one. Give it back with {@link #release} when its memory is free. */
    public @Nullable Batch take() {
        if (taken == pass.batches()) {
            return null;
        }
        taken++;
        Batch batch = ready.poll();
        if (batch == null) {
            long from = System.nanoTime();
            batch = takeFrom(ready);
            nanosWaiting += System.nanoTime() - from;
        }
        Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException("assembling batches failed", cause);
        }
        return batch;
    }

    public void release(Batch batch) {
        free.add(batch);
    }

    /** Time that {@link #take} had to wait. */
    public Duration waited() {
        return Duration.ofNanos(nanosWaiting);
    }

    private void assemble() {
        byte[] original = new byte[pass.patchBytes()];
        byte[] changed = new byte[pass.patchBytes()];
        try {
            for (int i = first; i < pass.batches(); i++) {
                Batch batch = free.take();
                pass.fill(batch, i, original, changed);
                ready.put(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure = e;
            ready.add(failed);
        }
    }

    private static Batch takeFrom(BlockingQueue<Batch> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
    }

    @Override
    public void close() {
        assembler.interrupt();
        try {
            assembler.join();
            Arrays.asList(batches).forEach(memory::giveBack);
        } catch (InterruptedException e) {
            // The thread may still be filling a batch: none is used again.
            Thread.currentThread().interrupt();
        }
    }
}
