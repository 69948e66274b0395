package io.cancernet.training.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a run: a run that was killed, or given back, is taken up by another.
 *
 * @param number from 1
 * @param from where learning began; absent while it has not
 */
public record Attempt(
        int number, Instant startedAt, @Nullable From from) {

    /**
     * Where an attempt began to learn.
     *
     * @param epochs that earlier attempts had finished
     * @param batches of the next epoch that they had done
     * @param exact whether the run ends with the same weights as an undisturbed one, bit for bit: on one thread of the
     *     engine, on the same libraries. From the start it always does
     */
    public record From(int epochs, int batches, boolean exact) {

        /** From fresh weights. */
        public static final From START = new From(0, 0, true);
    }
}
