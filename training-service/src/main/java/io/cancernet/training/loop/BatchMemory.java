package io.cancernet.training.loop;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Batches that pass after pass uses again. Their pixels lie outside the heap, where what is dropped stays until the
 * collector happens to run: with new ones for each pass a training grew by three megabytes an epoch. Not thread-safe.
 */
public final class BatchMemory {

    private final Deque<Batch> spare = new ArrayDeque<>();

    /** A batch that a pass can fill. */
    Batch take(Pass pass) {
        Batch batch = spare.poll();
        return batch != null && pass.fits(batch) ? batch : pass.newBatch();
    }

    void giveBack(Batch batch) {
        spare.add(batch);
    }
}
